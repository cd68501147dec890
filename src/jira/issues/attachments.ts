import { encodedUri } from '../../base/encodedUri.ts';
import { asNumber, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { type DownloadControl, download, type ResumePoint } from '../../http/download.ts';
import { UnidentifiedResultError } from '../../http/errors.ts';
import { Method } from '../../http/httpClient.ts';
import { isLoginInsteadOf } from '../../http/loginPage.ts';
import { type FormFile, multipart } from '../../http/multipart.ts';
import { isPage } from '../../http/reason.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { Transport } from '../../http/transport.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { parsePerson } from '../people/people.ts';
import { failureOf } from '../session/answers.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { readMyself } from '../session/verify.ts';
import { issuePath, readFieldValues } from './issueActions.ts';

/** Attachment as its issue lists it. */
export interface AttachmentFile {
  readonly id: string;
  /** Needed by Server and Data Center, which have it in the path. */
  readonly fileName: string;
}

/**
 * Opens an attachment as a stream. The path is built from its id: the address that Jira reports for it is not followed.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-attachments/
 * @param externalTransport for foreign storage, where Cloud alone keeps attachments
 * @throws RequestError, also for a login page in its place
 */
export async function openAttachment(
  session: JiraSession,
  file: AttachmentFile,
  externalTransport: Transport,
  { from = 0, ifSame, ...options }: ReadOptions & ResumePoint = {},
): Promise<HttpResponse> {
  const isCloud = session.flavor === JiraFlavor.cloud;
  const path = attachmentPath(session, file);
  const resume = from > 0 ? { range: `bytes=${from}-`, ...(ifSame ? { 'if-range': ifSame } : {}) } : undefined;
  const response = await session.getStream(path, isCloud ? externalTransport : undefined, {
    ...options,
    // Bytes of a compressed transfer could not be counted.
    headers: { 'accept-encoding': 'identity', ...resume },
  });
  const asked = session.traceOf(Method.get, path);
  // Jira names the file in each attachment that it sends, and on no page.
  const isNamed = response.header('content-disposition') !== undefined;
  const isOwnPage = response.request.origin === asked.origin && isPage(response.mediaType);
  if (!isNamed && (isOwnPage || isLoginInsteadOf(asked, response, file.fileName))) throw await failureOf(response);
  return response;
}

/**
 * Saves an attachment as a file in a folder that exists. An interrupted download resumes, also when it is begun again
 * later.
 * @throws RequestError when it cannot be read, the errors of the file system, the signal's reason
 */
export async function downloadAttachment(
  session: JiraSession,
  file: AttachmentFile & { readonly size: number },
  target: string,
  externalTransport: Transport,
  control: DownloadControl = {},
): Promise<void> {
  const { origin, path } = session.traceOf(Method.get, attachmentPath(session, file));
  const open = (resume: ResumePoint) =>
    openAttachment(session, file, externalTransport, { ...resume, signal: control.signal });
  // A listing without sizes has 0.
  await download({ id: origin + path, size: file.size || undefined, open }, target, control);
}

function attachmentPath(session: JiraSession, { id, fileName }: AttachmentFile): string {
  return session.flavor === JiraFlavor.cloud
    ? session.api(`/attachment/content/${encodedUri(id)}`)
    : `/secure/attachment/${encodedUri(id)}/${encodedUri(fileName)}`;
}

export interface CreatedAttachment {
  readonly id: string;
}

/**
 * Attaches a file to an issue, once. Recognized again by its name, its size and its author.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-attachments/
 * @throws RequestError
 */
export function addAttachment(
  session: JiraSession,
  key: string,
  file: FormFile,
  control: WriteControl = {},
): Promise<Written<CreatedAttachment>> {
  const path = issuePath(session, key, '/attachments');
  const isEqual = (json: JsonObject) =>
    asString(json['filename']) === file.fileName && asNumber(json['size']) === file.content.byteLength;
  const read = async (signal: AbortSignal | undefined) =>
    asObjects((await readFieldValues(session, key, ['attachment'], { signal }))['attachment']).filter(isEqual);
  return session.write<CreatedAttachment, ReadonlySet<string>>(
    {
      name: 'addAttachment',
      send: async wire => {
        const answer = await wire.postForm(path, multipart([{ name: 'file', content: file }]));
        const id = asString(asObjects(answer)[0]?.['id']);
        if (id === undefined) {
          throw new UnidentifiedResultError('no id of a new attachment', session.traceOf('POST', path), 200);
        }
        return { id };
      },
      trace: {
        before: async signal => new Set((await read(signal)).map(json => asText(json['id']))),
        find: async (before, signal) => {
          const me = await readMyself(session, signal);
          const found = (await read(signal)).filter(json => parsePerson(json['author'])?.id === me.id);
          return found.filter(json => !before.has(asText(json['id']))).map(json => ({ id: asText(json['id']) }));
        },
        object: `attachment ${key} ${file.fileName}`,
      },
    },
    control,
  );
}
