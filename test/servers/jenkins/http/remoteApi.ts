import { answer, type Headers } from './answers.ts';
import { containerError } from './containerErrors.ts';
import type { Exchange, PathSegment } from './exchange.ts';
import { type Bean, prune } from './exported.ts';
import { jsonText } from './jsonText.ts';
import { answerPage, crashed, notFound, versionHeaders } from './pages.ts';
import { byDepth, byTree, type Pruner, TreeSyntaxError } from './tree.ts';
import { escapeXml, xmlText } from './xmlText.ts';

export const apiHeaders = (x: Exchange): Headers => ({ 'X-Frame-Options': 'deny', ...versionHeaders(x) });

/** Is what is left of the path the remote API of the object it has led to? */
export function isApi(rest: PathSegment[]): boolean {
  return rest[0]?.name === 'api';
}

/** Answers `…/api/json` and its like for one object. */
export function serveApi(x: Exchange, shown: Bean, rest: PathSegment[]): void {
  const flavor = rest[1]?.name ?? '';
  if (flavor === '') {
    answerPage(x, { status: 200, title: 'Remote API - Jenkins', text: 'Remote API', size: 92_000 });
  } else if (flavor === 'json' && x.query.has('jsonp')) {
    containerError(x, 403, 'jsonp forbidden; implement jenkins.security.SecureRequester');
  } else if (flavor === 'json') {
    serveJson(x, shown);
  } else if (flavor === 'xml') {
    serveXml(x, shown);
  } else if (flavor === 'python') {
    servePython(x, shown);
  } else {
    notFound(x);
  }
}

function pruned(x: Exchange): Pruner | undefined {
  const tree = x.query.get('tree');
  const depth = x.query.get('depth') ?? '0';
  try {
    if (tree !== null) return byTree(tree);
  } catch (error) {
    if (!(error instanceof TreeSyntaxError)) throw error;
    return undefined;
  }
  return /^-?\d+$/.test(depth) ? byDepth(Number(depth)) : undefined;
}

// Three frames of an exception page, each with a header of its own.
const crashedApi = (x: Exchange) => crashed(x, ['deny', 'sameorigin', 'sameorigin']);

function serveJson(x: Exchange, shown: Bean): void {
  const pruner = pruned(x);
  if (!pruner) {
    crashedApi(x);
    return;
  }
  const text = jsonText(prune(shown, pruner), x.query.get('pretty') === 'true');
  answer(x, 200, { ...apiHeaders(x), 'Content-Type': 'application/json;charset=utf-8' }, text);
}

function servePython(x: Exchange, shown: Bean): void {
  const pruner = pruned(x);
  if (!pruner) {
    crashedApi(x);
    return;
  }
  const words: Record<string, string> = { true: 'True', false: 'False', null: 'None' };
  const text = jsonText(prune(shown, pruner), false).replace(
    /"(?:[^"\\]|\\.)*"|\b(?:true|false|null)\b/g,
    word => words[word] ?? word,
  );
  answer(x, 200, { ...apiHeaders(x), 'Content-Type': 'text/x-python;charset=UTF-8' }, text);
}

function serveXml(x: Exchange, shown: Bean): void {
  const xpath = x.query.get('xpath');
  const pruner = pruned(x);
  if (!pruner) {
    crashedApi(x);
  } else if (xpath !== null) {
    serveXpath(x, xmlText(shown, pruner), xpath);
  } else {
    const exclude = /^\/\/(\w+)$/.exec(x.query.get('exclude') ?? '')?.[1];
    const xml = xmlText(shown, pruner);
    const text = exclude === undefined ? xml : rewritten(without(xml, exclude));
    answer(x, 200, { ...apiHeaders(x), 'Content-Type': 'application/xml;charset=UTF-8' }, text);
  }
}

const without = (xml: string, name: string) => xml.replace(new RegExp(`<${name}\\b[^>]*>.*?</${name}>`, 'g'), '');

// What has been through an XML library has a declaration and other quotes.
const rewritten = (xml: string) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n${xml.replace(/ _class='([^']*)'/g, ' _class="$1"')}`;

/** Of XPath only what clients use: elements by name or by what they hold, and two of them joined by concat. */
function serveXpath(x: Exchange, xml: string, xpath: string): void {
  const joined = /^concat\(\/\/(\w+),\s*["']([^"']*)["'],\s*\/\/(\w+)\)$/.exec(xpath);
  if (joined) {
    const [, first = '', between = '', second = ''] = joined;
    const text = `${contentOf(xml, first)[0] ?? ''}${between}${contentOf(xml, second)[0] ?? ''}`;
    answer(x, 200, { ...apiHeaders(x), 'Content-Type': 'text/plain;charset=utf-8' }, text);
    return;
  }
  const { path, holds } = conditionIn(xpath);
  if (!/^\/[\w*/]+$/.test(path)) {
    crashed(x, ['deny', 'sameorigin']);
    return;
  }
  const name = path.slice(path.lastIndexOf('/') + 1);
  const found = name === '' ? [] : contentOf(xml, name).filter(holds);
  const matches = found.map(content => `<${name}>${content}</${name}>`);
  const wrapper = x.query.get('wrapper');
  if (wrapper !== null) {
    const text = matches.length === 0 ? `<${wrapper}/>` : `<${wrapper}>${matches.join('')}</${wrapper}>`;
    answer(x, 200, { ...apiHeaders(x), 'Content-Type': 'application/xml;charset=UTF-8' }, text);
  } else if (matches.length === 1) {
    answer(x, 200, { ...apiHeaders(x), 'Content-Type': 'application/xml;charset=UTF-8' }, matches[0]);
  } else if (matches.length === 0) {
    answer(x, 404, apiHeaders(x), `XPath ${xpath} didn?t match`);
  } else {
    answer(x, 500, apiHeaders(x), `XPath "${xpath}" matched ${matches.length} nodes. ${advice}`);
  }
}

/** `//case[status='FAILED' or status='SKIPPED']`: the path, and whether the content of an element fits. */
function conditionIn(xpath: string): { path: string; holds: (content: string) => boolean } {
  const equals = /(\w+)='([^']*)'/g;
  const [, path = xpath, condition] = /^([^[]+)\[((?:\w+='[^']*'(?: or )?)+)\]$/.exec(xpath) ?? [];
  if (condition === undefined) return { path: xpath, holds: () => true };
  const wanted = [...condition.matchAll(equals)].map(
    ([, name = '', value = '']) => `<${name}>${escapeXml(value)}</${name}>`,
  );
  return { path, holds: content => wanted.some(element => content.includes(element)) };
}

const advice =
  'Create XPath that only matches one, or use the "wrapper" query parameter to wrap them all under a root element.';

function contentOf(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>(.*?)</${name}>`, 'g'))].map(match => match[1] ?? '');
}
