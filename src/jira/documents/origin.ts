import type { AdfNode } from './adf.ts';

/** What the Markdown came from. */
export interface Origin {
  readonly blocks: readonly OriginBlock[];
  readonly preserved: readonly AdfNode[];
  /** What stood in wiki markup behind the last block. */
  readonly after?: string;
}

interface OriginBlock {
  readonly markdown: string;
  readonly body: readonly AdfNode[] | string;
  /** What parted it in wiki markup from the block before it. */
  readonly before?: string;
}

export const noOrigin: Origin = { blocks: [], preserved: [] };
