import { randomBytes } from 'node:crypto';
import type { HttpResponse, Transport } from '../../http/index.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';

/**
 * Opens an attachment as a stream. The path is built from its id: the address that Jira reports for it is not followed.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-attachments/
 * @param fileName needed by Server and Data Center, which have it in the path
 * @param externalTransport for foreign storage, where Cloud keeps attachments
 * @throws RequestError
 */
export function openAttachment(
  session: JiraSession,
  { id, fileName }: { readonly id: string; readonly fileName: string },
  externalTransport: Transport,
  options: ReadOptions = {},
): Promise<HttpResponse> {
  const path =
    session.flavor === 'cloud'
      ? session.api(`/attachment/content/${encodeURIComponent(id)}`)
      : `/secure/attachment/${encodeURIComponent(id)}/${encodeURIComponent(fileName)}`;
  return session.getStream(path, externalTransport, options);
}

/**
 * Attaches a file to an issue, once.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-attachments/
 * @throws RequestError
 */
export async function addAttachment(
  session: JiraSession,
  key: string,
  file: { readonly fileName: string; readonly content: Uint8Array },
  options: ReadOptions = {},
): Promise<void> {
  const boundary = `----jenkins-jira-${randomBytes(16).toString('hex')}`;
  const name = file.fileName.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${name}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const body = Buffer.concat([Buffer.from(head), file.content, Buffer.from(`\r\n--${boundary}--\r\n`)]);
  const path = session.api(`/issue/${encodeURIComponent(key)}/attachments`);
  await session.post(path, body, `multipart/form-data; boundary=${boundary}`, options);
}
