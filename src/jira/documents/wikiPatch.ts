import { Budget } from '../../base/budget.ts';
import { type AdfNode, attribute } from './adf.ts';
import { isSameMeaning } from './canonical.ts';
import { carryOver } from './carryOver.ts';
import { markdownToAdf } from './markdownToAdf.ts';
import type { Preserved } from './preserved.ts';
import { bareAddressOf, wikiForms } from './wikiForms.ts';
import { wikiBlocks } from './wikiToAdf.ts';
import { changed, joinedChange, type TextChange, withSigns, wordChanges } from './wordChanges.ts';

/** Block of wiki markup, with the Markdown that it was read as. */
export interface WikiSource {
  readonly wiki: string;
  readonly markdown: string;
}

/** Block as it was edited. */
interface EditedMarkdown {
  readonly markdown: string;
  readonly nodes: readonly AdfNode[];
}

/** Steps for trying the changes of a block: its characters, and some for each try. */
const maxSteps = 3_000_000;
const stepsOfTry = 5_000;

/**
 * Changes words of blocks in their source, so that all else stays as it was written. A change is made where the block
 * then reads as it is wanted.
 */
export class WikiPatch {
  private readonly preserved: Preserved;

  constructor(preserved: Preserved) {
    this.preserved = preserved;
  }

  /** Reads a block; undefined where the markup is more than one, or none. */
  read(wiki: string): AdfNode | undefined {
    const [block, ...others] = wikiBlocks(wiki).blocks;
    return others.length === 0 ? block?.node : undefined;
  }

  /** Gives the cells of an edited table the headers of its former version, of which Markdown knows the first row only. */
  withHeaders(former: AdfNode, [first, ...others]: readonly AdfNode[]): readonly AdfNode[] {
    if (!first) return [];
    const isTable = former.type === 'table' && first.type === 'table';
    return [isTable ? carryOver(former, first, node => this.preserved.holds(node)) : first, ...others];
  }

  /**
   * Makes the changes that lead to another Markdown, the last first.
   * @param former block that the source is read as
   * @returns undefined where they are more than words of the source
   */
  apply(source: WikiSource, former: AdfNode | undefined, edited: EditedMarkdown): string | undefined {
    const budget = new Budget({ steps: maxSteps });
    const found = wordChanges(source.markdown, edited.markdown);
    // Each change is read anew: many of them in a long block are one.
    const isLong = found.length * source.markdown.length > maxSteps / 4;
    const changes = isLong ? [found.reduce((all, next) => joinedChange(source.markdown, all, next))] : [...found];
    let now = source;
    for (let change = changes.pop(); change; change = changes.pop()) {
      // With another word, the signs that touch it may need a backslash.
      const made =
        this.made(now, change, former, edited, budget) ??
        this.made(now, withSigns(now.markdown, change), former, edited, budget);
      const before = made ? undefined : changes.pop();
      if (made) now = made;
      // Both signs of an emphasis, for example, are a change only together.
      else if (before) changes.push(joinedChange(now.markdown, before, change));
      else return undefined;
    }
    return now.wiki;
  }

  private made(
    now: WikiSource,
    change: TextChange,
    former: AdfNode | undefined,
    edited: EditedMarkdown,
    budget: Budget,
  ): WikiSource | undefined {
    const markdown = changed(now.markdown, change);
    if (!budget.spend(markdown.length + stepsOfTry)) return undefined;
    // The last change of all has been read.
    const read = markdown === edited.markdown ? edited.nodes : markdownToAdf(markdown, this.preserved).content;
    const wanted = this.meaning(read, former);
    if (wanted === undefined) return undefined;
    for (const wiki of this.candidates(now, change)) {
      if (!budget.spend(wiki.length + stepsOfTry)) return undefined;
      const node = this.read(wiki);
      if (node && isSameMeaning(withoutNames(node), wanted)) return { wiki, markdown };
    }
    return undefined;
  }

  private meaning(read: readonly AdfNode[], former: AdfNode | undefined): AdfNode | undefined {
    const [node, ...others] = former ? this.withHeaders(former, read) : read;
    return node && others.length === 0 ? withoutNames(node) : undefined;
  }

  /** Versions of the source with a change, the likeliest first. */
  private *candidates({ wiki, markdown }: WikiSource, { from, to, text }: TextChange): Generator<string> {
    const old = markdown.slice(from, to);
    // So many times it stands before.
    const rank = placesOf(old, markdown.slice(0, from)).length;
    const wanted = wikiForms(text, this.preserved);
    for (const form of [...wikiForms(old, this.preserved), ...bareAddressOf(old, this.preserved)]) {
      const places = placesOf(form, wiki).map((place, at) => ({ place, far: Math.abs(at - rank) }));
      for (const { place } of places.sort((a, b) => a.far - b.far))
        for (const each of wanted) yield changed(wiki, { from: place, to: place + form.length, text: each });
    }
  }
}

/** A mention means its id: wiki markup says no more. */
function withoutNames(node: AdfNode): AdfNode {
  if (node.type === 'mention') return { type: 'mention', attrs: { id: attribute(node, 'id') } };
  return node.content ? { ...node, content: node.content.map(withoutNames) } : node;
}

function placesOf(part: string, text: string): number[] {
  const places: number[] = [];
  if (part === '') return places;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) places.push(at);
  return places;
}
