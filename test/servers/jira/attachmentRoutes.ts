import { userJsonByName } from './entityJson.ts';
import type { Answer, Exchange } from './exchange.ts';
import { apiUrl, jiraDate, refusal, requireUser, visibleIssue } from './exchange.ts';
import type { DemoAttachment, DemoIssue } from './model.ts';
import type { Route } from './routes/route.ts';

export function attachmentJson(exchange: Exchange, file: DemoAttachment): Record<string, unknown> {
  return {
    id: file.id,
    self: apiUrl(exchange, `attachment/${file.id}`),
    filename: file.fileName,
    author: userJsonByName(exchange, file.author),
    created: jiraDate(file.created),
    size: file.content.length,
    mimeType: file.mimeType,
    content: apiUrl(exchange, `attachment/content/${file.id}`),
  };
}

const mimeTypes: Readonly<Record<string, string>> = { png: 'image/png', svg: 'image/svg+xml' };

/** A file out of a form, whose body has a character a byte. */
function addAttachment(exchange: Exchange): Answer {
  const issue = visibleIssue(exchange);
  const [, boundary = '', rest = ''] = /^--(\S+)\r\n([\s\S]*)$/.exec(String(exchange.body ?? '')) ?? [];
  const [part = ''] = rest.split(`\r\n--${boundary}`);
  const form = /filename="([^"]*)"[^\r]*\r\n[\s\S]*?\r\n\r\n([\s\S]*)$/.exec(part);
  if (!form) throw refusal(400, ['No file was sent.']);
  const bytesOf = (text = '') => Buffer.from(text, 'latin1');
  const fileName = bytesOf(form[1]).toString('utf8');
  const file: DemoAttachment = {
    id: exchange.state.nextId(),
    fileName,
    content: bytesOf(form[2]),
    mimeType: mimeTypes[fileName.split('.').at(-1) ?? ''] ?? 'text/plain',
    author: requireUser(exchange).name,
    created: Date.now(),
  };
  issue.attachments = [...(issue.attachments ?? []), file];
  return { status: 200, body: [attachmentJson(exchange, file)] };
}

function content(exchange: Exchange): Answer {
  const id = exchange.params['id'] ?? '';
  return attachmentContent(exchange.state.issues, id) ?? notFound(id);
}

function notFound(id: string): never {
  throw refusal(404, [`The attachment with id '${id}' does not exist`]);
}

export function attachmentContent(issues: readonly DemoIssue[], id: string): Answer | undefined {
  const file = issues.flatMap(({ attachments = [] }) => attachments).find(each => each.id === id);
  return file && { status: 200, raw: file.content, headers: { 'Content-Type': file.mimeType } };
}

export const attachmentRoutes: Route[] = [
  { method: 'POST', template: 'issue/{issueIdOrKey}/attachments', handle: addAttachment },
  { method: 'GET', template: 'attachment/content/{id}', flavor: 'cloud', handle: content },
];
