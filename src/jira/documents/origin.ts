import { type AdfNode, attribute } from './adf.ts';
import type { Name } from './names.ts';

/** Origin of the Markdown. */
export interface Origin {
  readonly blocks: readonly OriginBlock[];
  readonly preserved: readonly AdfNode[];
  /** Texts that stand for nodes: names of mentioned people, keys of linked issues. */
  readonly names?: readonly Name[];
  /** Wiki markup behind the last block. */
  readonly after?: string;
}

export interface OriginBlock {
  readonly markdown: string;
  readonly body: readonly AdfNode[] | string;
  /** Wiki markup between the block before and this one. */
  readonly before?: string;
}

export const noOrigin: Origin = { blocks: [], preserved: [] };

/** Names of the people whom an origin knows, by their ids. */
export function peopleOf({ names = [] }: Origin = noOrigin): ReadonlyMap<string, string> {
  const mentions = names.filter(({ node }) => node.type === 'mention');
  return new Map(mentions.map(({ text, node }) => [attribute(node, 'id'), text.slice(1)]));
}
