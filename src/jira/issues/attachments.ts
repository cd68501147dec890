import { encodedUri } from '../../base/encodedUri.ts';
import { asNumber, asObjects, asString, type JsonObject } from '../../base/json.ts';
import { UnidentifiedResultError } from '../../http/errors.ts';
import { type FormFile, multipart } from '../../http/multipart.ts';
import type { HttpResponse } from '../../http/response.ts';
import type { Transport } from '../../http/transport.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { parsePerson } from '../people/people.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { readMyself } from '../session/verify.ts';
import { issuePath, readFieldValues } from './issueActions.ts';

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
      ? session.api(`/attachment/content/${encodedUri(id)}`)
      : `/secure/attachment/${encodedUri(id)}/${encodedUri(fileName)}`;
  return session.getStream(path, externalTransport, options);
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
        before: async signal => new Set((await read(signal)).map(idOf)),
        find: async (before, signal) => {
          const me = await readMyself(session, signal);
          const found = (await read(signal)).filter(json => parsePerson(json['author'])?.id === me.id);
          return found.filter(json => !before.has(idOf(json))).map(json => ({ id: idOf(json) }));
        },
        object: `attachment ${key} ${file.fileName}`,
      },
    },
    control,
  );
}

function idOf(json: JsonObject): string {
  return asString(json['id']) ?? '';
}
