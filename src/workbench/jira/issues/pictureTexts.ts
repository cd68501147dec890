import type * as vscode from 'vscode';
import type { JsonObject } from '../../../base/json.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import { loadDocuments, originIn } from './documents.ts';
import { isPicture } from './page/issuePictures.ts';

/** Text that shows pictures, with the values that its draft needs for them. */
export interface PictureText {
  readonly text: string;
  readonly details: JsonObject;
}

/**
 * Makes the text that shows attached pictures in a draft.
 * @param attached addresses of files by their names
 * @returns undefined where no file is a picture
 */
export async function pictureText(
  files: Pick<TextFiles<unknown>, 'detailsOf'>,
  uri: vscode.Uri,
  { flavor }: JiraConnection,
  attached: ReadonlyMap<string, string>,
): Promise<PictureText | undefined> {
  const pictures = [...attached].filter(([fileName]) => isPicture(fileName));
  if (pictures.length === 0) return undefined;
  const { withPicture } = await loadDocuments();
  const details = await files.detailsOf(uri);
  let origin = originIn(details);
  let text = '';
  for (const [fileName, url] of pictures) {
    const added = withPicture(flavor, { fileName, url }, origin);
    origin = added.origin;
    text += `${added.placeholder}\n\n`;
  }
  return { text, details: { ...details, origin } };
}

/** Name of a picture from the clipboard, which has none of its own. */
export function pastedName(name: string): string {
  const now = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
  return name === 'image.png' || name === '' ? `picture-${now}.png` : name;
}
