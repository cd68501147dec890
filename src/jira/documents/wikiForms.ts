import { attribute } from './adf.ts';
import { edgesOf } from './edges.ts';
import { markdownToAdf } from './markdownToAdf.ts';
import { type Preserved, preservedPattern } from './preserved.ts';
import { lineToWiki } from './wikiLine.ts';

/** Forms that a piece of Markdown can have in wiki markup, the likeliest first: as markup, or as it stands in code. */
export function wikiForms(markdown: string, preserved: Preserved): readonly string[] {
  const [before, inside, after] = edgesOf(markdown);
  const line = lineOf(inside, preserved);
  const forms = line === undefined ? [] : [line];
  if (line === undefined || /[\n|]/.test(inside)) forms.push(...linesIn(inside, preserved));
  const plain = inside.replace(
    preservedPattern,
    (marker, number: string) => sourceOf(Number(number), preserved) ?? marker,
  );
  forms.push(plain.replace(/\\([!-/:-@[-`{-~])/g, '$1'), plain);
  return [...new Set(forms)].map(form => before + form + after);
}

/** Address of a link, which can stand by itself in a source; none for any other piece. */
export function bareAddressOf(markdown: string, preserved: Preserved): readonly string[] {
  const [paragraph] = markdownToAdf(markdown, preserved).content;
  const [text, ...others] = paragraph?.content ?? [];
  const href = text?.marks?.find(({ type }) => type === 'link')?.attrs?.['href'];
  return others.length === 0 && typeof href === 'string' ? [href] : [];
}

/** Words of a line as wiki markup; undefined for blocks. */
function lineOf(markdown: string, preserved: Preserved): string | undefined {
  const [node, ...others] = markdownToAdf(markdown, preserved).content;
  return node?.type === 'paragraph' && others.length === 0 ? lineToWiki(node.content ?? []) : undefined;
}

/** Items and rows that a piece holds beginnings and ends of, by each way to mark the levels above an item. */
function linesIn(markdown: string, preserved: Preserved): string[] {
  const lines = markdown.split('\n');
  if (lines.every(line => line.includes('|'))) {
    return [lines.map(line => rowOf(line, preserved)).join('\n')];
  }
  return ['*', '#', '-'].map(outer => lines.map(line => itemOf(line, outer, preserved)).join('\n'));
}

const item = /^( *)([-*+]|\d+[.)]) +(.*)$/;

/** @param outer marker of the levels above, and of bullets */
function itemOf(line: string, outer: string, preserved: Preserved): string {
  const [, indent = '', marker = '', text] = item.exec(line) ?? [];
  if (text === undefined) return lineOf(line, preserved) ?? line;
  const above = outer.repeat(Math.floor(indent.length / 2));
  const own = /\d/.test(marker) ? '#' : outer === '#' ? '*' : outer;
  return `${above}${own} ${lineOf(text, preserved) ?? text}`;
}

function rowOf(line: string, preserved: Preserved): string {
  const cells = line.split(/(?<!\\)\|/);
  return cells.map(cell => lineOf(cell.trim(), preserved) ?? cell.trim()).join('|');
}

function sourceOf(number: number, preserved: Preserved): string | undefined {
  const node = preserved.find(number);
  return node?.type === 'wikiInline' ? attribute(node, 'wiki') : undefined;
}
