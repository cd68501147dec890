import type { JiraFlavor } from '../session/flavor.ts';
import type { AdfNode } from './adf.ts';
import { noOrigin, type Origin } from './origin.ts';
import { Preserved } from './preserved.ts';
import { attachmentNode } from './wikiSigns.ts';
import { wikiInline } from './wikiSource.ts';

/** Attached picture that a text is to show. */
export interface AttachedPicture {
  readonly fileName: string;
  /** Address of the file, for Cloud: its documents know files by ids that the API does not tell. */
  readonly url: string;
}

/**
 * Adds a picture to the parts of a text that Markdown cannot say.
 * @returns the placeholder that stands for it in the text, too
 */
export function withPicture(
  flavor: JiraFlavor,
  picture: AttachedPicture,
  origin: Origin = noOrigin,
): { readonly origin: Origin; readonly placeholder: string } {
  const preserved = Preserved.of(origin.preserved, origin.names);
  const placeholder = preserved.keep(nodeOf(flavor, picture), picture.fileName);
  return { origin: { ...origin, preserved: preserved.all }, placeholder };
}

function nodeOf(flavor: JiraFlavor, { fileName, url }: AttachedPicture): AdfNode {
  if (flavor === 'cloud') {
    const media = { type: 'media', attrs: { type: 'external', url, alt: fileName } };
    return { type: 'mediaSingle', attrs: { layout: 'align-start' }, content: [media] };
  }
  return wikiInline(`!${fileName}|thumbnail!`, [attachmentNode(fileName, fileName)]);
}
