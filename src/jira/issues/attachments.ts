import { type FormFile, multipart } from '../../http/multipart.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { Transport } from '../../http/transport.ts';
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
  file: FormFile,
  options: ReadOptions = {},
): Promise<void> {
  const { body, contentType } = multipart([{ name: 'file', content: file }]);
  const path = session.api(`/issue/${encodeURIComponent(key)}/attachments`);
  await session.post(path, body, contentType, options);
}
