import { Budget } from '../../base/budget.ts';
import { type AdfDocument, type AdfNode, plainParagraph, textNodes } from './adf.ts';
import { trimmed, trimmedEnd } from './blanks.ts';
import { readWikiInline } from './wikiInline.ts';
import { beginsLineBlock, headingStart, quoteStart, ruleLine } from './wikiLineBlocks.ts';
import { isListLine, readList } from './wikiList.ts';
import { isCode, isKnown, type Macro } from './wikiMacros.ts';
import { asShown, languageOf, parseTag, wikiBlock, writeTag } from './wikiSource.ts';
import { isRow, type ReadBlock, readTable } from './wikiTable.ts';
import { WikiText } from './wikiText.ts';

/** A block of wiki markup. */
export interface WikiBlock {
  /** Its exact text. */
  readonly source: string;
  /** Text between it and the block before, or the beginning. */
  readonly before: string;
  /** Its meaning; with nodes for source that the format cannot say, see `wikiSource.ts`. */
  readonly node: AdfNode;
}

/**
 * Converts Jira's wiki markup into a document of Atlassian's format, for display. Markup that is nested too deeply, or
 * beyond the budget's steps, becomes plain text.
 */
export function wikiToAdf(wiki: string, budget = new Budget()): AdfDocument {
  return { version: 1, type: 'doc', content: asShown(wikiNodes(wiki, budget)) };
}

/** Blocks of a text in order, and the text behind the last: together they are the source, to the last character. */
export function wikiBlocks(wiki: string): { readonly blocks: readonly WikiBlock[]; readonly after: string } {
  const placeOf = placesIn(wiki);
  const blocks: WikiBlock[] = [];
  let last = 0;
  for (const { from, end, node } of placedBlocks(new WikiText(wiki.replace(/\r\n?/g, '\n')))) {
    const [start, stop] = [placeOf(from), placeOf(end)];
    blocks.push({ source: wiki.slice(start, stop), before: wiki.slice(last, start), node });
    last = stop;
  }
  return { blocks, after: wiki.slice(last) };
}

/** Maps places of the text with normalized line ends to the original; call in order. */
function placesIn(wiki: string): (place: number) => number {
  const doubles = wiki.matchAll(/\r\n/g);
  let next = doubles.next();
  let passed = 0;
  return place => {
    // Of `\r\n` the first character is the one too many.
    while (!next.done && next.value.index - passed < place) {
      passed++;
      next = doubles.next();
    }
    return place + passed;
  };
}

function wikiNodes(wiki: string, budget: Budget): AdfNode[] {
  return placedBlocks(new WikiText(wiki.replace(/\r\n?/g, '\n'), budget)).map(({ node }) => node);
}

interface PlacedBlock extends ReadBlock {
  readonly from: number;
}

function placedBlocks(text: WikiText): PlacedBlock[] {
  const blocks: PlacedBlock[] = [];
  let isLineStart = true;
  for (let at = 0; at < text.length; ) {
    if (text.isBlankLine(at)) {
      at = text.lineEnd(at) + 1;
      isLineStart = true;
      continue;
    }
    // Behind a macro on its line, the blanks before the next text belong to neither.
    const from = isLineStart ? at : text.pastBlanks(at);
    if (!text.budget.spend()) {
      blocks.push({ node: plainParagraph(text.text.slice(from)), from, end: text.length });
      break;
    }
    const { node, end } = isLineStart ? blockAt(text, from) : (macroBlock(text, from) ?? paragraph(text, from));
    blocks.push({ node, from, end });
    at = end;
    isLineStart = false;
  }
  return blocks;
}

function blockAt(text: WikiText, at: number): ReadBlock {
  if (!mayBegin(text, at)) return paragraph(text, at);
  return (
    macroBlock(text, at) ??
    heading(text, at) ??
    rule(text, at) ??
    quoteLine(text, at) ??
    (isRow(text, at) ? readTable(text, at, cell => cellNodes(cell, text.budget)) : undefined) ??
    (isListLine(text, at) ? readList(text, at, item => itemNodes(item, text.budget)) : undefined) ??
    paragraph(text, at)
  );
}

/** Whether the first sign of a line is that of a block other than a paragraph. */
function mayBegin(text: WikiText, at: number): boolean {
  return '{hb-|*#'.includes(text.text.charAt(text.pastBlanks(at)));
}

function beginsBlock(text: WikiText, at: number): boolean {
  if (!mayBegin(text, at)) return false;
  return beginsLineBlock(text, at) || isRow(text, at) || isListLine(text, at) || text.macroAt(at) !== undefined;
}

function paragraph(text: WikiText, at: number): ReadBlock {
  let end = lineOfText(text, at);
  while (text.text[end] === '\n' && !text.isBlankLine(end + 1) && !beginsBlock(text, end + 1)) {
    end = lineOfText(text, end + 1);
  }
  return { node: paragraphOf(text.text.slice(at, end), text.budget), end: text.trimmedEnd(at, end) };
}

/** End of a line, or of the text before a macro in it. */
function lineOfText(text: WikiText, at: number): number {
  const end = text.lineEnd(at);
  const macro = text.nextMacro(at);
  return macro && macro.from < end ? macro.from : end;
}

function paragraphOf(source: string, budget: Budget): AdfNode {
  const content = readWikiInline(trimmed(source), budget);
  return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
}

function heading(text: WikiText, at: number): ReadBlock | undefined {
  const match = text.match(headingStart, at);
  if (!match) return undefined;
  const start = at + match[0].length;
  const end = lineOfText(text, start);
  const content = readWikiInline(trimmedEnd(text.text.slice(start, end)), text.budget);
  return {
    node: { type: 'heading', attrs: { level: Number(match[1]) }, content },
    end: Math.max(start, text.trimmedEnd(start, end)),
  };
}

function rule(text: WikiText, at: number): ReadBlock | undefined {
  const match = text.match(ruleLine, at);
  return match ? { node: { type: 'rule' }, end: text.trimmedEnd(at, at + match[0].length) } : undefined;
}

function quoteLine(text: WikiText, at: number): ReadBlock | undefined {
  const match = text.match(quoteStart, at);
  if (!match) return undefined;
  const start = at + match[0].length;
  const end = lineOfText(text, start);
  const node = { type: 'blockquote', content: [paragraphOf(text.text.slice(start, end), text.budget)] };
  return { node, end: Math.max(start, text.trimmedEnd(start, end)) };
}

function macroBlock(text: WikiText, at: number): ReadBlock | undefined {
  const macro = text.macroAt(at);
  return macro && { node: macroNode(macro, text.budget), end: macro.end };
}

function macroNode({ name, opening, inside, source }: Macro, budget: Budget): AdfNode {
  if (!isKnown(name)) return wikiBlock(source, [rawBlock(inside)]);
  if (isCode(name)) return codeBlock(name, opening, inside.replace(/^\n/, '').replace(/\n$/, ''));
  const content = budget.deeper(
    1,
    () => wikiNodes(inside, budget),
    () => [plainParagraph(inside)],
  );
  const filled = content.length > 0 ? content : [{ type: 'paragraph' }];
  const tag = parseTag(opening);
  if (name === 'quote') return { type: 'blockquote', content: filled };
  if (name === 'expand') {
    const expand = { type: 'expand', attrs: { title: tag.parameters }, content: filled };
    return wikiBlock(source, [expand]);
  }
  const isOwn = name !== 'panel' && tag.parameters === '';
  const type = name === 'panel' ? 'info' : name;
  return { type: 'panel', attrs: { panelType: type, ...(isOwn ? {} : { opening }) }, content: filled };
}

/** Body of a macro that is not known, as it is written. */
function rawBlock(inside: string): AdfNode {
  return { type: 'codeBlock', content: textNodes(inside.replace(/^\n/, '').replace(/\n$/, '')) };
}

function codeBlock(name: string, opening: string, text: string): AdfNode {
  const language = languageOf(parseTag(opening));
  // Without a language, Markdown's code is {noformat}.
  const usual = language === '' ? '{noformat}' : writeTag({ name, parameters: language });
  const attrs = { ...(language ? { language } : {}), ...(opening === usual ? {} : { opening }) };
  const content = textNodes(text);
  return {
    type: 'codeBlock',
    ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

/** Text with macros in it, each separate. */
function itemNodes(source: string, budget: Budget): AdfNode[] {
  const text = source.includes('{') ? new WikiText(source, budget) : undefined;
  if (!text?.hasMacros) return [paragraphOf(source, budget)];
  const nodes: AdfNode[] = [];
  let last = 0;
  for (let macro = text.nextMacro(0); macro; macro = text.nextMacro(macro.end)) {
    const before = source.slice(last, macro.from);
    if (trimmed(before) !== '') nodes.push(paragraphOf(before, budget));
    nodes.push(macroNode(macro, budget));
    last = macro.end;
  }
  if (trimmed(source.slice(last)) !== '') nodes.push(paragraphOf(source.slice(last), budget));
  return nodes;
}

/** Table, row and cell. */
const levelsOfCell = 3;

/** A cell with a single line is text; a cell with more lines may hold any block. */
function cellNodes(source: string, budget: Budget): AdfNode[] {
  const read = () => (source.includes('\n') ? wikiNodes(trimmed(source), budget) : itemNodes(source, budget));
  const nodes = budget.deeper(levelsOfCell, read, () => [plainParagraph(source)]);
  return nodes.length > 0 ? nodes : [{ type: 'paragraph' }];
}
