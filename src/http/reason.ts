import { asObject, asString, asStrings, isObject, parseJson } from '../base/json.ts';

/** Limit of a reason, in characters. */
const maxReason = 300;

/**
 * Extracts the reason from an error's body, as a single line without markup: a page's title, the message of a JSON
 * answer, the first line of plain text. Servlet containers word the same error in each of the three, as the request
 * accepts.
 * @param text start of the body
 */
export function reasonIn(mediaType: string, text: string): string | undefined {
  if (isJson(mediaType)) return clean(messageOf(text));
  if (isPage(mediaType) || (mediaType === 'text/plain' && /^\s*<(?:!doctype|html|head)\b/i.test(text))) {
    return clean(pageReason(text));
  }
  return mediaType === 'text/plain' ? clean(text.trimStart().split(/[\r\n]/, 1)[0]) : undefined;
}

/** Whether the servlet container worded the error, not an application in it: Jetty's three forms. */
export function isContainersError(mediaType: string, text: string): boolean {
  if (isJson(mediaType)) return typeof asObject(parseJson(text))['servlet'] === 'string';
  return containerStatus.test(isPage(mediaType) ? pageReason(text) : text);
}

const containerStatus = /^(?:HTTP )?ERROR \d{3}(?: |$)/i;

/** Whether an answer is a page for people. @param mediaType in lower case */
export function isPage(mediaType: string): boolean {
  return mediaType === 'text/html' || mediaType === 'application/xhtml+xml';
}

function isJson(mediaType: string): boolean {
  return /^(?:application|text)\/(?:[\w.-]+\+)?json$/.test(mediaType);
}

/** The title, or, where Tomcat puts only the status there, the message below it. */
function pageReason(html: string): string {
  const [, title = ''] = /<title[^>]*>([^<]{1,300})/i.exec(html) ?? [];
  const [, message = title] = /<p><b>message<\/b>(?:\s|<u>)*([^<]{1,300})/i.exec(html) ?? [];
  return /^\s*HTTP Status \d{3}\b/.test(title) ? message : title;
}

/** Jetty says `message`, gateways and OAuth servers use the other names. */
function messageOf(text: string): string | undefined {
  const answer = asObject(parseJson(text));
  const error = answer['error'];
  return (
    asString(answer['message']) ??
    asStrings(answer['errorMessages'])[0] ??
    asString(answer['error_description']) ??
    asString(answer['detail']) ??
    (isObject(error) ? asString(error['message']) : asString(error))
  );
}

/** Returns a single line without markup, and without the status that Jetty puts before its message. */
function clean(reason: string | undefined): string | undefined {
  const line = reason?.replace(/[\s\p{C}<>]+/gu, ' ').trim();
  return line?.replace(containerStatus, '').slice(0, maxReason) || undefined;
}
