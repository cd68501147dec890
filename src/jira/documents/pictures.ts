import { asString, isObject } from '../../base/json.ts';
import type { JiraFlavor } from '../session/flavor.ts';
import { type AdfNode, childrenOf } from './adf.ts';
import { noOrigin, type Origin } from './origin.ts';
import { parseAdf } from './parseAdf.ts';
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

/**
 * Puts names in the place of the files of a document of Cloud: another issue does not have them, and Jira refuses them.
 * @throws TooDeepError
 */
export function withoutFiles(body: unknown): unknown {
  if (!isObject(body) || body['type'] !== 'doc') return body;
  const { content, ...document } = parseAdf(body);
  return { ...document, content: content.map(replaced) };
}

function replaced(node: AdfNode): AdfNode {
  if (node.type === 'mediaInline') return nameOfFile(node);
  if (node.type === 'mediaSingle' || node.type === 'mediaGroup') {
    const files = childrenOf(node).filter(isFile);
    if (files.length > 0) return { type: 'paragraph', content: files.map(nameOfFile) };
  }
  return node.content ? { ...node, content: node.content.map(replaced) } : node;
}

/** Pictures of other addresses stay. */
function isFile(node: AdfNode): boolean {
  return node.type === 'media' && node.attrs?.['type'] !== 'external';
}

function nameOfFile({ attrs }: AdfNode): AdfNode {
  const name = asString(attrs?.['alt']) || asString(attrs?.['__fileName']) || asString(attrs?.['id']) || 'file';
  return { type: 'text', text: `[${name}] ` };
}
