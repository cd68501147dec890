import { type AdfDocument, type AdfNode, textNodes } from './adf.ts';
import { readWikiInline } from './wikiInline.ts';

/** A block of wiki markup, and the text that it was. */
export interface WikiBlock {
  readonly source: string;
  readonly nodes: readonly AdfNode[];
}

/** Jira's wiki markup as a document of Atlassian's format: for showing and for editing it as Markdown. */
export function wikiToAdf(wiki: string): AdfDocument {
  return { version: 1, type: 'doc', content: wikiBlocks(wiki).flatMap(({ nodes }) => nodes) };
}

/** The blocks of a text in order; blank lines between them belong to none. */
export function wikiBlocks(wiki: string): WikiBlock[] {
  const lines = wiki.replace(/\r\n?/g, '\n').split('\n');
  const blocks: WikiBlock[] = [];
  for (let at = 0; at < lines.length; ) {
    if (lines[at]?.trim() === '') {
      at++;
      continue;
    }
    const { nodes, next } = readBlock(lines, at);
    blocks.push({ source: lines.slice(at, next).join('\n'), nodes });
    at = next;
  }
  return blocks;
}

interface Read {
  readonly nodes: AdfNode[];
  /** The first line that is not part of it. */
  readonly next: number;
}

type Reader = (lines: readonly string[], at: number) => Read | undefined;

const readers: readonly Reader[] = [macro, heading, rule, quoteLine, table, list];

function readBlock(lines: readonly string[], at: number): Read {
  for (const read of readers) {
    const found = read(lines, at);
    if (found) return found;
  }
  return paragraph(lines, at);
}

function paragraph(lines: readonly string[], at: number): Read {
  let next = at + 1;
  while (next < lines.length && lines[next]?.trim() !== '' && !beginsBlock(lines, next)) next++;
  return { nodes: [paragraphOf(lines.slice(at, next).join('\n'))], next };
}

function beginsBlock(lines: readonly string[], at: number): boolean {
  return readers.some(read => read(lines, at) !== undefined);
}

function paragraphOf(text: string): AdfNode {
  const content = readWikiInline(text.trim());
  return content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };
}

function heading(lines: readonly string[], at: number): Read | undefined {
  const match = /^\s*h([1-6])\.\s+(.*)$/.exec(lines[at] ?? '');
  if (!match) return undefined;
  const content = readWikiInline(match[2] ?? '');
  return { nodes: [{ type: 'heading', attrs: { level: Number(match[1]) }, content }], next: at + 1 };
}

function rule(lines: readonly string[], at: number): Read | undefined {
  return /^\s*-{4,}\s*$/.test(lines[at] ?? '') ? { nodes: [{ type: 'rule' }], next: at + 1 } : undefined;
}

function quoteLine(lines: readonly string[], at: number): Read | undefined {
  const match = /^\s*bq\.\s+(.*)$/.exec(lines[at] ?? '');
  return match ? { nodes: [{ type: 'blockquote', content: [paragraphOf(match[1] ?? '')] }], next: at + 1 } : undefined;
}

const macroStart = /^\s*\{(code|noformat|quote|panel|info|note|tip|warning|expand)(?::([^}]*))?\}(.*)$/;

/** What stands between `{name}` and `{name}`, over as many lines as it takes. */
function macro(lines: readonly string[], at: number): Read | undefined {
  const match = macroStart.exec(lines[at] ?? '');
  if (!match) return undefined;
  const [, name = '', parameters = '', rest = ''] = match;
  const close = `{${name}}`;
  const inside: string[] = [];
  let line = rest;
  let next = at;
  for (;;) {
    const end = line.indexOf(close);
    if (end >= 0) {
      inside.push(line.slice(0, end));
      const after = line.slice(end + close.length).trim();
      const nodes = [macroNode(name, parameters, inside)];
      return { nodes: after === '' ? nodes : [...nodes, paragraphOf(after)], next: next + 1 };
    }
    inside.push(line);
    next++;
    const following = lines[next];
    if (following === undefined) return undefined; // never closed: the words are text
    line = following;
  }
}

function macroNode(name: string, parameters: string, lines: readonly string[]): AdfNode {
  const text = lines.join('\n').replace(/^\n/, '').replace(/\n$/, '');
  if (name === 'code' || name === 'noformat') return codeBlock(name, parameters, text);
  const content = wikiToAdf(text).content;
  const filled = content.length > 0 ? content : [{ type: 'paragraph' }];
  if (name === 'quote') return { type: 'blockquote', content: filled };
  if (name === 'expand') return { type: 'expand', attrs: { title: parameters }, content: filled };
  const title = /(?:^|\|)title=([^|]*)/.exec(parameters)?.[1];
  const head: AdfNode[] = title
    ? [{ type: 'paragraph', content: [{ type: 'text', text: title, marks: [{ type: 'strong' }] }] }]
    : [];
  const type = name === 'panel' ? 'info' : name;
  return { type: 'panel', attrs: { panelType: type }, content: [...head, ...filled] };
}

function codeBlock(name: string, parameters: string, text: string): AdfNode {
  const named = /(?:^|\|)(?:language=)?([\w+#-]+)(?=\||$)/.exec(parameters)?.[1];
  const language = name === 'code' ? (named ?? '') : '';
  const content = textNodes(text);
  return {
    type: 'codeBlock',
    ...(language ? { attrs: { language } } : {}),
    ...(content.length > 0 ? { content } : {}),
  };
}

/** `||head||head||` and `|cell|cell|`, a line a row. */
function table(lines: readonly string[], at: number): Read | undefined {
  let next = at;
  const rows: AdfNode[] = [];
  for (let line = lines[next]; line !== undefined && /^\s*\|/.test(line); line = lines[next]) {
    rows.push({ type: 'tableRow', content: cellsOf(line.trim()) });
    next++;
  }
  return rows.length > 0 ? { nodes: [{ type: 'table', content: rows }], next } : undefined;
}

function cellsOf(line: string): AdfNode[] {
  const cells: AdfNode[] = [];
  // A bar inside of a link or escaped parts no cells.
  const pieces = line.match(/\|\|?|(?:\\.|\[[^\]]*\]|\{\{.*?\}\}|[^|\\])+/g) ?? [];
  let type = 'tableCell';
  for (const piece of pieces) {
    if (piece === '|' || piece === '||') type = piece === '||' ? 'tableHeader' : 'tableCell';
    else cells.push({ type, content: [paragraphOf(piece)] });
  }
  return cells.length > 0 ? cells : [{ type: 'tableCell', content: [{ type: 'paragraph' }] }];
}

interface ListLine {
  readonly markers: string;
  readonly text: string;
}

/** `*`, `#` and `-`, as many as it is deep; lines that follow without a marker belong to the item. */
function list(lines: readonly string[], at: number): Read | undefined {
  if (!listLine(lines[at])) return undefined;
  const items: ListLine[] = [];
  let next = at;
  for (; next < lines.length && lines[next]?.trim() !== ''; next++) {
    const item = listLine(lines[next]);
    const last = items.at(-1);
    if (item) items.push(item);
    else if (last && !macroStart.test(lines[next] ?? ''))
      items[items.length - 1] = { ...last, text: `${last.text}\n${lines[next]}` };
    else break;
  }
  return { nodes: listNodes(items, 1), next };
}

function listLine(line = ''): ListLine | undefined {
  const match = /^\s*([*#-]+)\s+(\S.*)$/.exec(line);
  if (!match || /^-{2,}$/.test(match[1] ?? '')) return undefined;
  return { markers: match[1] ?? '', text: match[2] ?? '' };
}

function listNodes(items: readonly ListLine[], depth: number): AdfNode[] {
  const nodes: AdfNode[] = [];
  for (let at = 0; at < items.length; ) {
    const marker = items[at]?.markers[depth - 1];
    let end = at + 1;
    while (end < items.length && items[end]?.markers[depth - 1] === marker) end++;
    const type = marker === '#' ? 'orderedList' : 'bulletList';
    nodes.push({ type, content: itemsOf(items.slice(at, end), depth) });
    at = end;
  }
  return nodes;
}

function itemsOf(lines: readonly ListLine[], depth: number): AdfNode[] {
  const items: AdfNode[] = [];
  for (let at = 0; at < lines.length; ) {
    let end = at + 1;
    while (end < lines.length && (lines[end]?.markers.length ?? 0) > depth) end++;
    const line = lines[at];
    const isOwn = line?.markers.length === depth;
    const own = isOwn ? paragraphOf(line?.text ?? '') : { type: 'paragraph' };
    const below = lines.slice(isOwn ? at + 1 : at, end);
    items.push({ type: 'listItem', content: [own, ...(below.length > 0 ? listNodes(below, depth + 1) : [])] });
    at = end;
  }
  return items;
}
