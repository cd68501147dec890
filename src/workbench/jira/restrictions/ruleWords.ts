import * as vscode from 'vscode';
import type { Part, RegexPiece, RuleLine, Said, Way } from '../../../restrictions/index.ts';
import type { Engine } from './engine.ts';

const { t } = vscode.l10n;

/** Splits a pattern into parts, if it is not too complex. */
type PartsOf = Engine['partsOfPattern'];

/** Describes a rule in plain language: "any method; path …/issue/A-1 or A-2 followed by comment…". */
export function describeRule({ asRead }: RuleLine, match: 'full' | 'find', partsOf: PartsOf): string {
  const { method, url, suffixes } = asRead;
  if (url.error) return t('nothing: Java refuses the pattern');
  const parts = partsOf(url);
  const said = [
    method ? t('only {0}', method.method) : t('any method'),
    parts ? pathWords(match === 'find' ? withLooseEnds(url, parts) : parts) : t('a URL that matches {0}', url.text),
    ...suffixes.map(({ kind, name, regex }) =>
      kind === 'query'
        ? t('query parameter {0} is {1}', name.text, valueWords(regex, partsOf))
        : t('JSON node {0} is {1}', name.text, valueWords(regex, partsOf)),
    ),
  ];
  return said.join('; ');
}

/** An unanchored pattern that is only searched admits any text before and after it. */
function withLooseEnds({ text }: RegexPiece, parts: readonly Part[]): readonly Part[] {
  const anything: Part = [[{ kind: 'anything', without: '' }]];
  const isOpen = (part: Part | undefined, at: number) =>
    part?.every(way => {
      const said = way.at(at);
      return said?.kind === 'anything' && said.without === '';
    }) ?? false;
  const before = /^(?:\^|\\A)/.test(text) || isOpen(parts[0], 0) ? [] : [anything];
  const after = /(?:\$|\\[zZ])$/.test(text) || isOpen(parts.at(-1), -1) ? [] : [anything];
  return [...before, ...parts, ...after];
}

function pathWords(parts: readonly Part[]): string {
  const said = parts.reduce((before, part, i) => {
    const words = oneOf(part);
    if ((parts[i - 1]?.length ?? 1) < 2) return before + words;
    // The words between include the slash after a choice.
    const rest = words.replace(/^\//, '');
    return rest === '' ? `${before}/` : t('{0} followed by {1}', before, rest);
  }, '');
  return said.startsWith('http') ? t('URL {0}', said) : t('path {0}', said);
}

function valueWords(regex: RegexPiece, partsOf: PartsOf): string {
  const parts = partsOf(regex);
  return parts ? parts.map(oneOf).join('') : t('what matches {0}', regex.text);
}

/** "A, B or C". */
function oneOf(part: Part): string {
  const ways = part.map(wayWords);
  const last = ways.pop() ?? '';
  return ways.length === 0 ? last : t('{0} or {1}', ways.join(', '), last);
}

function wayWords(way: Way): string {
  return way.map(saidWords).join('');
}

function saidWords(said: Said): string {
  switch (said.kind) {
    case 'text':
      return said.text;
    case 'anything':
      return said.without === '' ? '…' : `‹${t('anything without {0}', said.without)}›`;
    case 'something':
      return said.without.includes('/') ? `‹${t('a name')}›` : `‹${t('something')}›`;
    case 'number':
      return `‹${t('a number')}›`;
    case 'perhaps': {
      const beginnings = said.beginnings.map(beginning => `${beginning}…`);
      return ` ${t('with or without {0}', beginnings.join(', '))}`;
    }
    case 'pattern':
      return `‹${said.source}›`;
  }
}
