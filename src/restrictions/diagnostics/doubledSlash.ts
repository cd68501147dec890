import type { MatchMode } from '../../javaRegex/automata/dfaOf.ts';
import type { RegexPiece } from '../rules/regexPiece.ts';

/**
 * URL with a doubled slash that a pattern matches although it names a host, with the part of the pattern that admits
 * it.
 */
export interface DoubledSlash {
  readonly url: string;
  /** In the pattern. */
  readonly start: number;
  readonly length: number;
  readonly instead: string;
}

/** Named host, optional text after it, and the beginning of the REST API. */
const loose = /^\^?(https?\??:\/\/(?:[\w.:-]|\\.)+)((?:\.|\/|\\\/|\[\^?[^\]]*\])[*+])(\/?)rest\//;

export function doubledSlashIn(regex: RegexPiece, mode: MatchMode): DoubledSlash | undefined {
  const { text } = regex;
  const match = loose.exec(text);
  const matcher = match === null ? undefined : regex.matcher;
  if (match === null || matcher === undefined) return undefined;
  const [whole, host = '', between = '', slash = ''] = match;
  const base = host.replace('?', '').replaceAll('\\', '');
  const path = text.slice(whole.length - 'rest/'.length).replace(/(?:\.\*|\$)+$/, '');
  const url = `${base}//${path.replaceAll('\\', '')}`;
  if (matcher.accepts(url, mode, { steps: 50_000 }) !== true) return undefined;
  const start = text.indexOf(host) + host.length;
  return { url, start, length: between.length + slash.length, instead: '/' };
}
