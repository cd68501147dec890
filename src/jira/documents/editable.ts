import { type AdfDocument, type AdfNode, parseAdf } from './adf.ts';
import { adfToMarkdown } from './adfToMarkdown.ts';
import { blockToWiki } from './adfToWiki.ts';
import { markdownBlocks, markdownToAdf } from './markdownToAdf.ts';
import { Preserved } from './preserved.ts';
import { TaskIds } from './taskIds.ts';
import { wikiBlocks } from './wikiToAdf.ts';

/** A body as Jira keeps it: a document on Cloud, wiki markup on Server and Data Center. */
export type JiraBody = AdfDocument | string;

/** A body as it is edited, and what is needed to give it back without loss. Both can be kept as JSON. */
export interface EditableBody {
  readonly markdown: string;
  readonly origin: Origin;
}

/** What the Markdown came from. */
export interface Origin {
  readonly blocks: readonly { readonly markdown: string; readonly body: readonly AdfNode[] | string }[];
  readonly preserved: readonly AdfNode[];
}

export const noOrigin: Origin = { blocks: [], preserved: [] };

/** A body of Jira as Markdown to edit. */
export function toEditable(body: unknown): EditableBody {
  return typeof body === 'string' ? wikiToEditable(body) : adfToEditable(parseAdf(body));
}

function adfToEditable(document: AdfDocument): EditableBody {
  const { blocks, preserved } = adfToMarkdown(document);
  const origin = blocks.map((markdown, at) => ({ markdown, body: document.content.slice(at, at + 1) }));
  return { markdown: blocks.join('\n\n'), origin: { blocks: origin, preserved: preserved.all } };
}

function wikiToEditable(wiki: string): EditableBody {
  const preserved = new Preserved();
  const blocks = wikiBlocks(wiki).map(({ source, nodes }) => {
    const document: AdfDocument = { version: 1, type: 'doc', content: nodes };
    return { markdown: adfToMarkdown(document, preserved).blocks.join('\n\n'), body: source };
  });
  return { markdown: blocks.map(block => block.markdown).join('\n\n'), origin: { blocks, preserved: preserved.all } };
}

/**
 * Edited Markdown as a document. A block whose text was not touched is the one that Jira had, to the last attribute.
 * @param origin of the body that was edited; nothing for a new one
 */
export function markdownToDocument(markdown: string, origin: Origin = noOrigin): AdfDocument {
  const untouched = new Untouched(origin);
  const preserved = Preserved.of(origin.preserved);
  const ids = new TaskIds([
    ...origin.preserved,
    ...origin.blocks.flatMap(({ body }) => (typeof body === 'string' ? [] : body)),
  ]);
  const content = markdownBlocks(markdown, preserved, ids).flatMap(({ source, nodes }) => {
    const body = untouched.take(source);
    return body === undefined || typeof body === 'string' ? nodes : body;
  });
  return { version: 1, type: 'doc', content };
}

/** Edited Markdown as wiki markup, untouched blocks as they were. */
export function markdownToWiki(markdown: string, origin: Origin = noOrigin): string {
  const untouched = new Untouched(origin);
  const preserved = Preserved.of(origin.preserved);
  return markdownBlocks(markdown, preserved)
    .map(({ source, nodes }) => {
      const body = untouched.take(source);
      return typeof body === 'string' ? body : nodes.map(blockToWiki).join('\n\n');
    })
    .join('\n\n');
}

/** The blocks that are not given back yet, by their Markdown; those with the same text in their order. */
class Untouched {
  private readonly waiting = new Map<string, (readonly AdfNode[] | string)[]>();

  constructor({ blocks }: Origin) {
    for (const { markdown, body } of blocks) {
      const key = markdown.trim();
      this.waiting.set(key, [...(this.waiting.get(key) ?? []), body]);
    }
  }

  take(markdown: string): readonly AdfNode[] | string | undefined {
    return this.waiting.get(markdown.trim())?.shift();
  }
}

/** What Jira will show of Markdown that is being written. */
export function previewDocument(markdown: string, origin: Origin = noOrigin): AdfDocument {
  return origin.blocks.length > 0
    ? markdownToDocument(markdown, origin)
    : markdownToAdf(markdown, Preserved.of(origin.preserved));
}
