import { extname } from 'node:path';
import { openAttachment } from '../../../../jira/issues/attachments.ts';
import type { Attachment } from '../../../../jira/issues/issueDetails.ts';
import type { Sessions } from '../../../connections/sessions/sessions.ts';
import type { Background } from '../../../shell/commands/background.ts';
import type { ContentPage } from '../../../shell/pages/contentPage.ts';
import type { IssueRef } from '../issueRef.ts';

/** Kinds that a page shows, by the ends of their names; an SVG is a document, and stays a file. */
const kinds: Readonly<Record<string, string>> = {
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.bmp': 'image/bmp',
  '.avif': 'image/avif',
};

/** Bytes of a picture, and of all pictures of a page. */
const maxBytes = 5 * 1024 * 1024;
const maxAllBytes = 20 * 1024 * 1024;
/** Pictures of a page: each is a request. */
const maxPictures = 50;

/** Pictures that the page of an issue shows, within its bounds: the newest attachments first. */
export function picturesAmong(attachments: readonly Attachment[]): ReadonlySet<string> {
  const shown = new Set<string>();
  let left = maxAllBytes;
  for (const file of attachments.toReversed()) {
    if (shown.size === maxPictures) break;
    if (kindOf(file) === undefined || file.size > Math.min(maxBytes, left)) continue;
    left -= file.size;
    shown.add(file.id);
  }
  return shown;
}

/** Whether a page shows files of this name. */
export function isPicture(fileName: string): boolean {
  return kindOf({ fileName }) !== undefined;
}

function kindOf({ fileName }: Pick<Attachment, 'fileName'>): string | undefined {
  return kinds[extname(fileName).toLowerCase()];
}

export interface PictureDeps {
  readonly sessions: Sessions;
  readonly background: Background;
}

/** Reads the pictures of an issue that its page does not have yet; the name of one that cannot be read stays a link. */
export async function showPictures(
  { sessions, background }: PictureDeps,
  view: ContentPage,
  { connection }: IssueRef,
  attachments: readonly Attachment[],
  signal: AbortSignal,
): Promise<void> {
  const shown = picturesAmong(attachments);
  const missing = attachments.filter(({ id }) => shown.has(id) && !view.hasPicture(id));
  const show = async (file: Attachment): Promise<void> => {
    const answer = await openAttachment(sessions.jira(connection), file, sessions.externalTransport(connection), {
      signal,
    });
    const content = Buffer.from(await answer.whole(maxBytes)).toString('base64');
    view.showPicture({ id: file.id, url: `data:${kindOf(file)};base64,${content}` });
  };
  await Promise.all(missing.map(file => background.optional('A picture could not be read', () => show(file))));
}
