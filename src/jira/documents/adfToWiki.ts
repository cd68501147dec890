import { type AdfDocument, type AdfNode, attribute, childrenOf, headingLevel, labelOf } from './adf.ts';
import { isInline } from './preserved.ts';
import { wikiLanguage } from './wikiLanguages.ts';
import { escapeWiki, lineToWiki, protectLines } from './wikiLine.ts';
import { languageOf, openingOf, parseTag, type Tag, withLanguage, writeTag } from './wikiSource.ts';

/** Converts a document of Atlassian's format into Jira's wiki markup, for Server and Data Center. */
export function adfToWiki(document: AdfDocument): string {
  return document.content.map(blockToWiki).join('\n\n');
}

/** Writes a block as wiki markup. */
export function blockToWiki(node: AdfNode): string {
  const write = blocks[node.type];
  if (write) return write(node);
  const children = childrenOf(node);
  if (children.length === 0) return escapeWiki(labelOf(node));
  return children.every(isInline) ? lines(node) : within(node);
}

const blocks: Readonly<Record<string, (node: AdfNode) => string>> = {
  paragraph: node => protectLines(lines(node)),
  heading: node => `h${headingLevel(node)}. ${oneLine(lines(node))}`,
  rule: () => '----',
  codeBlock: codeToWiki,
  blockquote: node => `{quote}\n${within(node)}\n{quote}`,
  panel: panelToWiki,
  expand: expandToWiki,
  bulletList: node => listToWiki(node, '*'),
  orderedList: node => (isNumbered(node) ? numberedLines(node) : listToWiki(node, '#')),
  taskList: node => listToWiki(node, '*'),
  table: node =>
    childrenOf(node)
      .map(row => rowToWiki(childrenOf(row)))
      .join('\n'),
  wikiBlock: node => attribute(node, 'wiki'),
};

/** Whether a block ends with a tag of its own, so that line ends in it end nothing else. */
function isMacro({ type }: AdfNode): boolean {
  return type === 'codeBlock' || type === 'blockquote' || type === 'panel' || type === 'wikiBlock';
}

function isList({ type }: AdfNode): boolean {
  return type === 'bulletList' || type === 'orderedList' || type === 'taskList';
}

function within(node: AdfNode): string {
  return childrenOf(node).map(blockToWiki).join('\n\n');
}

function lines(node: AdfNode): string {
  return lineToWiki(childrenOf(node));
}

/** Writes text where a line end would end an item or a cell. */
function oneLine(text: string): string {
  return text.replace(/(?:\\\\)?\n/g, '\\\\ ');
}

function codeToWiki(node: AdfNode): string {
  const text = childrenOf(node).map(labelOf).join('');
  const tag = codeTag(node);
  const tags: readonly Tag[] = [tag, { ...withLanguage(tag, ''), name: 'noformat' }, { name: 'code', parameters: '' }];
  // A tag that ends it cannot be escaped; no colors are better than no end.
  const fitting = tags.find(({ name }) => !hasTag(text, name));
  if (fitting) return `${writeTag(fitting)}\n${text}\n{${fitting.name}}`;
  const line = (each: string) => lineToWiki([{ type: 'text', text: each, marks: [{ type: 'code' }] }]).trim();
  return text.split('\n').map(line).filter(Boolean).join('\n');
}

function hasTag(text: string, name: string): boolean {
  if (!text.includes('{')) return false;
  const [all, tag] = [text.toLowerCase(), `{${name.toLowerCase()}`];
  return all.includes(`${tag}}`) || all.includes(`${tag}:`);
}

/** The tag that the code had, or one for its language; without one, {noformat} colors nothing. */
function codeTag(node: AdfNode): Tag {
  const language = attribute(node, 'language').replace(/[^\w+#-]/g, '');
  const opening = openingOf(node);
  const tag = opening === '' ? { name: 'noformat', parameters: '' } : parseTag(opening);
  const known = wikiLanguage(language);
  const isUsual = languageOf(tag) === language || (known === '' && opening === '');
  return isUsual ? tag : withLanguage(tag, known);
}

function panelToWiki(node: AdfNode): string {
  const type = attribute(node, 'panelType');
  const opening = parseTag(openingOf(node));
  const own = ['info', 'note', 'tip', 'warning'].includes(type) ? type : 'panel';
  // A {panel} is read as information.
  const isPanel = opening.name.toLowerCase() === 'panel' && type === 'info';
  const name = isPanel || opening.name.toLowerCase() === own ? opening.name : own;
  return `${writeTag({ ...opening, name })}\n${within(node)}\n{${name}}`;
}

/** Jira has no such macro of its own: the title is a line above the content. */
function expandToWiki(node: AdfNode): string {
  const title = attribute(node, 'title').trim();
  const line = { type: 'paragraph', content: [{ type: 'text', text: title, marks: [{ type: 'strong' }] }] };
  return within(title === '' ? node : { ...node, content: [line, ...childrenOf(node)] });
}

function startOf(node: AdfNode): number {
  return attribute(node, 'order') === '' ? 1 : Number(attribute(node, 'order'));
}

/** Whether a list begins elsewhere than at 1, as none of wiki markup does: its numbers are written as text. */
function isNumbered(node: AdfNode): boolean {
  return node.type === 'orderedList' && startOf(node) !== 1;
}

function numberedLines(node: AdfNode): string {
  const texts = numberedTexts(node);
  return childrenOf(node)
    .flatMap((item, at) => [texts[at] ?? '', ...listsBelow(item, '')])
    .join('\n');
}

function numberedTexts(node: AdfNode): string[] {
  return childrenOf(node).map((item, at) => `${startOf(node) + at}. ${textOfItem(item)}`);
}

function textOfItem(item: AdfNode): string {
  return textOfBlocks(childrenOf(item).filter(child => !isList(child) || isNumbered(child)));
}

function listsBelow(item: AdfNode, markers: string): string[] {
  return childrenOf(item)
    .filter(isList)
    .flatMap(list => {
      if (isNumbered(list)) return childrenOf(list).flatMap(each => listsBelow(each, markers));
      return [listToWiki(list, markers + (list.type === 'orderedList' ? '#' : '*'))];
    });
}

function listToWiki(node: AdfNode, markers: string): string {
  return childrenOf(node)
    .flatMap(item => (item.type === 'taskList' ? [listToWiki(item, `${markers}*`)] : itemToWiki(item, markers)))
    .join('\n');
}

function itemToWiki(item: AdfNode, markers: string): string[] {
  const task = attribute(item, 'state') === 'DONE' ? '(/) ' : '( ) ';
  if (item.type === 'taskItem') return [`${markers} ${task}${oneLine(lines(item))}`];
  const below = listsBelow(item, markers);
  const text = textOfItem(item);
  // An item without text exists by the blocks below it, or has a visible blank.
  if (text === '') return below.length > 0 ? below : [`${markers} &#160;`];
  return [`${markers} ${text}`, ...below];
}

/** Not every reader of tables knows a backslash before a bar. */
function oneCellLine(text: string): string {
  return oneLine(text).replaceAll('\\|', '&#124;');
}

/** Text and macros where no line may be blank; macros stand on lines of their own. */
function textOfBlocks(nodes: readonly AdfNode[], asLine = oneLine): string {
  let text = '';
  let wasMacro = false;
  for (const node of nodes) {
    const lines = isNumbered(node) ? numberedTexts(node).join('\n') : blockToWiki(node);
    const written = isMacro(node) ? lines : asLine(lines);
    if (written === '') continue;
    const between = isMacro(node) || wasMacro ? '\n' : '\\\\ ';
    text += (text === '' ? '' : between) + written;
    wasMacro = isMacro(node);
  }
  return text;
}

function rowToWiki(cells: readonly AdfNode[]): string {
  const written = cells.map(cell => `${cell.type === 'tableHeader' ? '||' : '|'}${cellToWiki(cell)}`);
  return written.join('') + (cells.at(-1)?.type === 'tableHeader' ? '||' : '|');
}

/** Content that is more than text begins on a line of its own. */
function cellToWiki(cell: AdfNode): string {
  const parts: AdfNode[][] = [];
  for (const node of childrenOf(cell)) {
    const last = parts.at(-1);
    if (!isOwnLines(node) && last && last.every(each => !isOwnLines(each))) last.push(node);
    else parts.push([node]);
  }
  const text = parts
    .map(part => (part.some(isOwnLines) ? part.map(blockToWiki).join('') : textOfBlocks(part, oneCellLine)))
    .join('\n');
  return `${parts[0]?.some(isOwnLines) ? '\n' : ''}${text}` || ' ';
}

function isOwnLines(node: AdfNode): boolean {
  return isList(node) || node.type === 'heading' || node.type === 'rule';
}
