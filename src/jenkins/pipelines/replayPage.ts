/** Script that a run of a Pipeline ran. */
export interface ReplayScript {
  /** Its name in the form of Jenkins' page; `mainScript` for the main one. */
  readonly name: string;
  readonly text: string;
}

export const mainScript = 'mainScript';

const maxScripts = 1000;
const areaStart = /<textarea(?=[\s/>])/gi;
const areaEnd = /<\/textarea(?=[\s/>])/gi;
const attribute = /\s+|([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?|[/=]/y;
const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos|nbsp));/gi;
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: '\u00a0' };

/** Reads the scripts out of Jenkins' page for a replay: fields of several lines, as a browser would read them. */
export function scriptsInPage(html: string): ReplayScript[] {
  const scripts = new Map<string, string>();
  areaStart.lastIndex = 0;
  while (areaStart.test(html) && scripts.size < maxScripts) {
    const { name, end } = tagAt(html, areaStart.lastIndex);
    areaEnd.lastIndex = end;
    const close = areaEnd.test(html) ? areaEnd.lastIndex - '</textarea'.length : html.length;
    const script = /^_\.(.{1,300})$/s.exec(name)?.[1];
    if (script !== undefined && !scripts.has(script)) scripts.set(script, textOf(html.slice(end, close)));
    areaStart.lastIndex = close;
  }
  return [...scripts].map(([name, text]) => ({ name, text }));
}

/** Reads the attributes of a tag; those of a tag that is not well formed name nothing. */
function tagAt(html: string, start: number): { readonly name: string; readonly end: number } {
  let name = '';
  let at = start;
  while (html[at] !== '>') {
    attribute.lastIndex = at;
    const found = attribute.exec(html);
    if (!found) return { name: '', end: at };
    const [, key, double, single, plain] = found;
    if (key?.toLowerCase() === 'name') name = decoded(double ?? single ?? plain ?? '');
    at = attribute.lastIndex;
  }
  return { name, end: at + 1 };
}

/** A browser drops the line end that follows the tag, and knows line feeds alone. */
function textOf(content: string): string {
  return decoded(content.replace(/\r\n?/g, '\n').replace(/^\n/, ''));
}

function decoded(text: string): string {
  return text.replace(entity, (_, decimal?: string, hex?: string, word = '') => {
    if (word) return named[word.toLowerCase()] ?? '';
    return characterOf(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal));
  });
}

function characterOf(code: number): string {
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : '\ufffd';
}
