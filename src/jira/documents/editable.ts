import { asObject, asObjects } from '../../base/json.ts';
import type { AdfDocument, AdfNode } from './adf.ts';
import { adfToMarkdown } from './adfToMarkdown.ts';
import { blockToWiki } from './adfToWiki.ts';
import { align } from './align.ts';
import { trimmed } from './blanks.ts';
import { carryOver } from './carryOver.ts';
import { type EditedBlock, editedBlocks } from './editedBlocks.ts';
import { joinedWiki } from './joinedWiki.ts';
import { likenessOfNodes } from './likeness.ts';
import { type MarkdownBlock, markdownBlocks, markdownToAdf } from './markdownToAdf.ts';
import { namelessIn, namesIn, withNames } from './names.ts';
import { noOrigin, type Origin, type OriginBlock } from './origin.ts';
import { parseWholeAdf } from './parseAdf.ts';
import { Preserved } from './preserved.ts';
import { isSameCarriedOver, isSameInWiki } from './sameBlock.ts';
import { TaskIds } from './taskIds.ts';
import { WikiPatch, type WikiSource } from './wikiPatch.ts';
import { wikiBlock } from './wikiSource.ts';
import { wikiBlocks, wikiToAdf } from './wikiToAdf.ts';

/** A body as Jira keeps it: a document on Cloud, wiki markup on Server and Data Center. */
export type JiraBody = AdfDocument | string;

/** Body as Markdown, with the origin that restores it without loss. Both can be stored as JSON. */
export interface EditableBody {
  readonly markdown: string;
  readonly origin: Origin;
}

/** Names of people by the ids that Jira knows. */
type PeopleNames = ReadonlyMap<string, string>;

/**
 * Finds the ids of mentioned people whose names the body does not say.
 * @throws TooDeepError like `toEditable`
 */
export function peopleToName(body: unknown): readonly string[] {
  if (typeof body === 'string') return body.includes('[~') ? namelessIn(wikiToAdf(body)) : [];
  return namelessIn(parseWholeAdf(body));
}

/**
 * Converts a body of Jira into Markdown to edit.
 * @param names names of `peopleToName`, as far as they are known
 * @throws TooDeepError for a document that would be flattened: what is sent back must be what Jira had
 */
export function toEditable(body: unknown, names: PeopleNames = new Map()): EditableBody {
  return typeof body === 'string' ? wikiToEditable(body, names) : adfToEditable(body, names);
}

function adfToEditable(body: unknown, names: PeopleNames): EditableBody {
  const document = parseWholeAdf(body);
  // As Jira gave them: what is not known here goes back, too.
  const given = asObjects(asObject(body)['content']).filter(({ type }) => typeof type === 'string');
  const named =
    names.size === 0 ? document : { ...document, content: document.content.map(node => withNames(node, names)) };
  const { blocks, preserved } = adfToMarkdown(named, new Preserved(namesIn(named)), isSameCarriedOver);
  const origin = blocks.map((markdown, at) => ({
    markdown,
    body: given.slice(at, at + 1) as unknown as readonly AdfNode[],
  }));
  return { markdown: blocks.join('\n\n'), origin: { blocks: origin, preserved: preserved.all, ...namesOf(preserved) } };
}

function wikiToEditable(wiki: string, names: PeopleNames): EditableBody {
  const { blocks: read, after } = wikiBlocks(wiki);
  const blocks = names.size === 0 ? read : read.map(block => ({ ...block, node: withNames(block.node, names) }));
  const document: AdfDocument = { version: 1, type: 'doc', content: blocks.map(({ node }) => node) };
  const written = adfToMarkdown(document, new Preserved(namesIn(document)), isSameInWiki);
  const origin = blocks.map(({ source, before }, at) => ({ markdown: written.blocks[at] ?? '', body: source, before }));
  // A block that was preserved as a whole is there as it was written.
  const sources = new Map(blocks.map(({ node, source }) => [node, source]));
  const preserved = written.preserved.all.map(node => {
    const source = sources.get(node);
    return source === undefined ? node : wikiBlock(source, [node]);
  });
  return {
    markdown: written.blocks.join('\n\n'),
    origin: { blocks: origin, preserved, after, ...namesOf(written.preserved) },
  };
}

function namesOf({ names }: Preserved): Pick<Origin, 'names'> {
  return names.all.length > 0 ? { names: names.all } : {};
}

/**
 * Converts edited Markdown into a document. An unchanged block is Jira's own, to the last attribute.
 * @param origin of the body that was edited; nothing for a new one
 */
export function markdownToDocument(markdown: string, origin: Origin = noOrigin): AdfDocument {
  if (origin.blocks.length === 0) return markdownToAdf(markdown, Preserved.of(origin.preserved, origin.names));
  const untouched = new Untouched(origin);
  const preserved = Preserved.of(origin.preserved, origin.names);
  const ids = new TaskIds([...origin.preserved, ...nodesOf(origin.blocks)]);
  const readAll = (text: string) => markdownBlocks(text, preserved, ids);
  // Blocks of wiki markup have no nodes that could stand for them.
  const isWiki = origin.blocks.some(({ body }) => typeof body === 'string');
  const read = isWiki ? readAll(markdown) : editedBlocks(markdown, origin, readAll);
  const blocks = untouched.takeAll(read).map(({ nodes, taken }) => ({
    nodes,
    body: typeof taken?.body === 'string' ? undefined : taken?.body,
  }));
  const edited = carriedOver(
    nodesOf(untouched.left),
    blocks.filter(({ body }) => !body).map(({ nodes }) => nodes),
    preserved,
  ).values();
  return { version: 1, type: 'doc', content: blocks.flatMap(({ body }) => body ?? edited.next().value ?? []) };
}

/** Nodes of the blocks of a document; wiki markup has none. */
function nodesOf(blocks: readonly Pick<OriginBlock, 'body'>[]): AdfNode[] {
  return blocks.flatMap(({ body }) => (Array.isArray(body) ? body : []));
}

/** Edited blocks, each with the attributes of its former version that Markdown does not say. */
function carriedOver(
  before: readonly AdfNode[],
  edited: readonly (readonly AdfNode[])[],
  preserved: Preserved,
): (readonly AdfNode[])[] {
  const likeness = likenessOfNodes();
  const pairs = align(before, edited, (node, [first]) => (first ? likeness(node, first) : 0));
  return edited.map((nodes, index) => {
    const [first, ...behind] = nodes;
    const former = pairs[index];
    return first && former ? [carryOver(former, first, node => preserved.holds(node)), ...behind] : nodes;
  });
}

/**
 * Converts edited Markdown into wiki markup; untouched blocks, and the text between two of them, stay as they were.
 * @param origin of the body that was edited; nothing for a new one
 */
export function markdownToWiki(markdown: string, origin: Origin = noOrigin): string {
  const preserved = Preserved.of(origin.preserved, origin.names);
  const readAll = (text: string) => markdownBlocks(text, preserved);
  if (origin.blocks.length === 0)
    return joinedWiki(
      readAll(markdown).map(({ nodes }) => ({ text: nodesToWiki(nodes) })),
      origin,
    );
  const untouched = new Untouched(origin);
  const read = editedBlocks(markdown, origin, readAll);
  const blocks = untouched.takeAll(read);
  const edited = patched(
    untouched.left.flatMap(({ body, markdown }) => (typeof body === 'string' ? [{ wiki: body, markdown }] : [])),
    blocks.filter(({ taken }) => !taken),
    new WikiPatch(preserved),
  ).values();
  const parts = blocks.map(({ taken }) => {
    const { at, body } = taken ?? {};
    return typeof body === 'string' ? { text: body, place: at } : { text: edited.next().value ?? '' };
  });
  return joinedWiki(parts, origin);
}

/** Edited blocks: with their changes in the source of their former version, or written anew. */
function patched(before: readonly WikiSource[], edited: readonly MarkdownBlock[], patch: WikiPatch): string[] {
  const likeness = likenessOfNodes();
  const sources = edited.length === 0 ? [] : before.map(source => ({ source, node: patch.read(source.wiki) }));
  const pairs = align(sources, edited, ({ node }, { nodes: [first] }) => (node && first ? likeness(node, first) : 0));
  return edited.map(({ source, nodes }, index) => {
    const former = pairs[index];
    const inSource = former && patch.apply(former.source, former.node, { markdown: trimmed(source), nodes });
    return inSource ?? nodesToWiki(former?.node ? patch.withHeaders(former.node, nodes) : nodes);
  });
}

function nodesToWiki(nodes: readonly AdfNode[]): string {
  return nodes.map(blockToWiki).join('\n\n');
}

interface TakenBlock {
  readonly at: number;
  readonly markdown: string;
  readonly body: readonly AdfNode[] | string;
}

/** Blocks of the origin that are not used yet, by their Markdown. */
class Untouched {
  private readonly all: readonly TakenBlock[];
  private readonly waiting = new Map<string, TakenBlock[]>();
  private last = -1;

  constructor({ blocks }: Origin) {
    this.all = blocks.map(({ markdown, body }, at) => ({ at, markdown: trimmed(markdown), body }));
  }

  /** Unused blocks, in their order. */
  get left(): TakenBlock[] {
    return [...this.waiting.values()].flat().sort((a, b) => a.at - b.at);
  }

  /** Edited blocks, each with the block of the origin that has its Markdown. */
  takeAll(edited: readonly EditedBlock[]): readonly (EditedBlock & { readonly taken: TakenBlock | undefined })[] {
    const known = new Set(edited.map(({ place }) => place));
    for (const block of this.all) {
      if (known.has(block.at)) continue;
      const same = this.waiting.get(block.markdown);
      if (same) same.push(block);
      else this.waiting.set(block.markdown, [block]);
    }
    return edited.map(block => ({ ...block, taken: this.take(block) }));
  }

  /** Takes a block with this Markdown; of several, the one that followed the last, otherwise the first. */
  private take({ source, place }: EditedBlock): TakenBlock | undefined {
    const same = this.waiting.get(trimmed(source)) ?? [];
    const next = same.findIndex(({ at }) => at === this.last + 1);
    const taken = place === undefined ? same.splice(Math.max(0, next), 1)[0] : this.all[place];
    if (taken) this.last = taken.at;
    return taken;
  }
}
