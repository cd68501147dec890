import {
  bearerOf,
  type Call,
  cookieOf,
  credentialsOf,
  crumbUrlOf,
  direct,
  hasBody,
  headersOf,
  proxyOf,
  type SnippetLanguage,
  type Value,
} from '../call.ts';
import { addressOf, encodedText } from '../encoded.ts';
import { comments } from '../literals.ts';
import { commandOf, crumbFilter, shellWord, withCookies } from '../shellWords.ts';

/** https://curl.se/docs/manpage.html */
export const curl: SnippetLanguage = {
  id: 'curl',
  label: 'curl',
  editors: ['shellscript', 'markdown'],
  write: call => [...comments(call.notes, '#'), ...curlScript(call), ''].join('\n'),
};

const start = 'curl --silent --show-error --fail';

/** Commands of a shell; a crumb is asked for first, in the session of a cookie. */
export function curlScript(call: Call): string[] {
  const crumbUrl = crumbUrlOf(call);
  const always = [...networkOptions(call), ...loginOptions(call)];
  const options = (sent: Call) => [...always, ...requestOptions(sent), shellWord(addressOf(call))];
  if (crumbUrl === undefined) return [commandOf(start, options(call))];
  const cookie = cookieOf(call);
  // As an option, cookies are joined to those of the session.
  const cookies = cookie === undefined ? [] : [`--cookie ${shellWord(cookie)}`];
  const headers = call.headers.filter(({ value }) => value !== cookie);
  const gateway = [...headers.map(({ name, value }) => header(name, value)), ...cookies];
  const asking = commandOf(start, [...always, ...gateway, '--cookie-jar "$cookies"', shellWord(crumbUrl)]);
  return [
    ...withCookies,
    `crumb=$(${asking} | ${crumbFilter})`,
    commandOf(start, ['--cookie "$cookies" --header "$crumb"', ...cookies, ...options({ ...call, headers })]),
    ')',
  ];
}

function networkOptions(call: Call): string[] {
  const { proxy, ca } = call.network;
  const through = proxyOf(call)?.address;
  return [
    ...(proxy === direct ? ["--noproxy '*'"] : []),
    ...(through === undefined ? [] : [`--proxy ${shellWord(through)} --noproxy ''`]),
    ...(ca ? [`--cacert ${shellWord([ca])}`] : []),
    ...(/[[\]{}]/.test(call.base) ? ['--globoff'] : []),
  ];
}

function loginOptions(call: Call): string[] {
  const credentials = credentialsOf(call);
  const bearer = bearerOf(call);
  return [
    ...(credentials ? [`--user ${shellWord(credentials)}`] : []),
    ...(bearer ? [header('Authorization', bearer)] : []),
  ];
}

function requestOptions(call: Call): string[] {
  const { method, headers, query, body } = call;
  // A form needs no type: it is curl's own.
  const sent = body?.kind === 'form' ? headers : headersOf(call);
  return [
    ...(method === 'GET' || (method === 'POST' && hasBody(call)) ? [] : [`--request ${method}`]),
    ...sent.map(({ name, value }) => header(name, value)),
    ...(query.length > 0 ? ['--get'] : []),
    ...query.map(({ name, value }) => `--data-urlencode ${shellWord(named(name, value))}`),
    ...bodyOptions(call),
  ];
}

function bodyOptions(call: Call): string[] {
  const { body } = call;
  if (!body || (body.kind === 'form' && body.fields.length === 0)) return hasBody(call) ? ["--data ''"] : [];
  if (body.kind === 'text') return [`--data-raw ${shellWord(body.text)}`];
  if (body.kind === 'file') return [`--data-binary ${shellWord(`@${body.path}`)}`];
  return body.fields.map(({ name, value }) => `--data-urlencode ${shellWord(named(name, value))}`);
}

function named(name: string, value: Value): Value {
  return [`${encodedText(name)}=`, ...(typeof value === 'string' ? [value] : value)];
}

function header(name: string, value: Value): string {
  return `--header ${shellWord([`${name}: `, ...(typeof value === 'string' ? [value] : value)])}`;
}
