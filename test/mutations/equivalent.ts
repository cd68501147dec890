// Mutants that no test can kill: what they change cannot be seen from outside, or only as time.
import { equivalentFallbacks } from './equivalentFallbacks.ts';

export interface Equivalent {
  /** As the survivor was printed: the file, the original, its replacement, and the line. */
  readonly mutant: string;
  readonly why: string;
}

const filter = 'the set of characters only rules paths out that would not match: without it, a search takes longer';
const kinds = 'the kinds of overlap are only compared with each other';

export const equivalent: readonly Equivalent[] = [
  ...equivalentFallbacks,
  {
    mutant:
      "src/http/errors.ts: ` (status ${details.status})` → '' in const answer = details.status === undefined ? '' : ` (status ${details.status})`;",
    why: 'the message of an error is for the log',
  },
  {
    mutant:
      "src/http/noProxy.ts: '' → 'mutated' in const host: Host = { name, family: isIP(name), port: url.port || (defaultPorts[url.protocol] ?? '') };",
    why: 'base URLs are http or https, which have ports by default',
  },
  {
    mutant:
      "src/jira/documents/containers.ts: '' → 'mutated' in if (node?.type === 'text') content.splice(at, 1, { ...node, text: cut(node.text ?? '') });",
    why: 'a text without words has been left out when the document was read',
  },
  {
    mutant:
      'src/jenkins/logs/logStream.ts: - → + in for (let length = Math.min(noteStart.length - 1, bytes.length); length > 0; length--) {',
    why: 'the beginning of a note is never longer than itself, and a whole one was found before',
  },
  {
    mutant:
      'src/jenkins/jobs/jobMatcher.ts: letters |= 1 << (lower.charCodeAt(at) & 31); → ; in for (let at = 0; at < lower.length; at++) letters |= 1 << (lower.charCodeAt(at) & 31);',
    why: filter,
  },
  {
    mutant:
      'src/jenkins/jobs/jobMatcher.ts: << → >> in for (let at = 0; at < lower.length; at++) letters |= 1 << (lower.charCodeAt(at) & 31);',
    why: filter,
  },
  {
    mutant:
      'src/jenkins/jobs/jobMatcher.ts: 1 → 2 in for (let at = 0; at < lower.length; at++) letters |= 1 << (lower.charCodeAt(at) & 31);',
    why: filter,
  },
  {
    mutant:
      'src/jenkins/jobs/jobMatcher.ts: & → | in for (let at = 0; at < lower.length; at++) letters |= 1 << (lower.charCodeAt(at) & 31);',
    why: filter,
  },
  {
    mutant:
      'src/jenkins/jobs/jobMatcher.ts: 31 → 0 in for (let at = 0; at < lower.length; at++) letters |= 1 << (lower.charCodeAt(at) & 31);',
    why: filter,
  },
  {
    mutant:
      'src/jenkins/jobs/jobMatcher.ts: < → <= in for (let at = 0; at < lower.length; at++) letters |= 1 << (lower.charCodeAt(at) & 31);',
    why: filter,
  },
  {
    mutant: 'src/jenkins/jobs/jobMatcher.ts: 0 → 1 in let letters = 0;',
    why: filter,
  },
  {
    mutant: 'src/jenkins/jobs/jobMatcher.ts: || → && in if (!known || (known.letters & letters) !== letters) return;',
    why: filter,
  },
  {
    mutant:
      'src/jenkins/jobs/jobMatcher.ts: startsWith → endsWith in const narrowed = this.last && query.startsWith(this.last.query) ? this.last : undefined;',
    why: 'the matches of a query hold those of a longer one, wherever that is longer',
  },
  {
    mutant:
      'src/jenkins/jobs/jobMatcher.ts: this.last = { query, size: this.known.length, candidates }; → ; in this.last = { query, size: this.known.length, candidates };',
    why: 'without the matches before, all paths are searched',
  },
  {
    mutant:
      'src/jenkins/jobs/jobMatcher.ts: < → <= in for (let index = narrowed?.size ?? 0; index < this.known.length; index++) look(index);',
    why: 'there is no path behind the last, and the search passes over it',
  },
  {
    mutant:
      "src/jenkins/jobs/jobMatcher.ts: ?. → . in const [one = '', other = ''] = [this.known[a.index]?.path, this.known[b.index]?.path];",
    why: 'a match has a path; the types do not know it',
  },
  {
    mutant:
      'src/jenkins/jobs/jobMatcher.ts: <= → < in return word.length * inOrder <= least ? least : scattered(lower, path, word);',
    why: 'a score that is no higher than needed is as low as the least',
  },
  {
    mutant:
      'src/jenkins/jobs/jobMatcher.ts: > → >= in return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || isUpper(code) || code > 127;',
    why: 'Jenkins refuses control characters in names',
  },
  {
    mutant: "src/jenkins/logs/overlapMatcher.ts: 'exact' → '' in exact: 'exact',",
    why: kinds,
  },
  {
    mutant: "src/jenkins/logs/overlapMatcher.ts: 'lineEnd' → '' in lineEnd: 'lineEnd',",
    why: kinds,
  },
  {
    mutant: "src/jenkins/logs/overlapMatcher.ts: 'since' → '' in since: 'since',",
    why: kinds,
  },
  {
    mutant: "src/jenkins/logs/overlapMatcher.ts: 'overlap' → '' in overlap: 'overlap',",
    why: kinds,
  },
  {
    mutant:
      'src/jenkins/logs/overlapMatcher.ts: 0 → 1 in constructor(kind: OverlapKind, known: Buffer = Buffer.alloc(0), limit = 0, expected = 0) {',
    why: 'the kinds of overlap without known text search none, and the others are given all',
  },
  {
    mutant:
      'src/jenkins/logs/overlapMatcher.ts: > → >= in if (this.passed + this.held.length > this.limit) throw new NoOverlapError();',
    why: 'known text that has not come within the limit cannot end within it',
  },
  {
    mutant: 'src/jenkins/logs/overlapMatcher.ts: >= → > in if (this.passed === 0 && this.expected >= length) {',
    why: 'at the beginning the expected place is the first as well',
  },
  {
    mutant: 'src/jenkins/logs/overlapMatcher.ts: 9 → 10 in const tornCharacterBytes = 9;',
    why: 'a byte more is held',
  },
  {
    mutant: 'src/jenkins/logs/logPosition.ts: Number.NaN → undefined in if (this.end === undefined) return Number.NaN;',
    why: 'neither is zero, nor less',
  },
  {
    mutant: 'src/jenkins/logs/logStream.ts: 0 → 1 in const byte = bytes[i] ?? 0;',
    why: 'the index is within the bytes; the types do not know it',
  },
  {
    mutant:
      "src/jira/documents/wikiInline.ts: `[\\\\\\\\{[!*_\\\\-+^~?\\\\n]|&#\\\\d+;|https?://|mailto:|${emoticonPattern}` → '' in const specials = new RegExp(`[\\\\\\\\{[!*_\\\\-+^~?\\\\n]|&#\\\\d+;|https?://|mailto:|${emoticonPattern}`, 'gu');",
    why: 'each character is looked at then, which only takes longer',
  },
  {
    mutant: 'src/jira/documents/wikiTable.ts: < → <= in for (let at = from; at < end; ) {',
    why: 'the end of a row is no bar, and what begins there begins no cell',
  },
  {
    mutant: 'src/jira/documents/likeness.ts: known.set(key, made); → ; in known.set(key, made);',
    why: 'the words are counted anew then, which only takes longer',
  },
  {
    mutant: 'src/jira/documents/align.ts: 0 → 1 in return this.best[row * (this.columns + 1) + column] ?? 0;',
    why: 'the place is within the table; the types do not know it',
  },
  {
    mutant: 'src/jira/documents/align.ts: 0 → 1 in const weight = this.weights[row * this.columns + column] ?? 0;',
    why: 'the place is within the table; the types do not know it',
  },
  {
    mutant:
      "src/jira/documents/editable.ts: '' → 'mutated' in const origin = blocks.map(({ source, before }, at) => ({ markdown: written.blocks[at] ?? '', body: source, before }));",
    why: 'each block has been written; the types do not know it',
  },
  {
    mutant: 'src/jenkins/jobs/jobMatcher.ts: 1 → 2 in return one < other ? -1 : 1;',
    why: 'only the sign of a comparison counts',
  },
  {
    mutant: 'src/jenkins/logs/logPosition.ts: 2 → 3 in const Overlap = { window: 0, reached: 1, certain: 2 } as const;',
    why: 'only their order counts',
  },
  {
    mutant: 'src/jira/documents/align.ts: || → && in return a === undefined || b === undefined ? 0 : likeness(a, b);',
    why: 'the places are within the lists; the types do not know it',
  },
  {
    mutant: 'src/jira/documents/align.ts: 0 → 1 in return a === undefined || b === undefined ? 0 : likeness(a, b);',
    why: 'the places are within the lists; the types do not know it',
  },
  {
    mutant: 'src/jira/documents/align.ts: 1 → 2 in this.best = new Float64Array((rows + 1) * (columns + 1));',
    why: 'there is more room than is used',
  },
  {
    mutant: 'src/jira/documents/align.ts: - → + in for (let row = rows - 1; row >= 0; row--) {',
    why: 'nothing is alike behind the last row',
  },
  {
    mutant:
      'src/jira/documents/align.ts: < → <= in for (let row = 0, column = 0; row < weights.rows && column < weights.columns; ) {',
    why: 'at the end of a list nothing is left to pair',
  },
  {
    mutant:
      "src/jira/fields/fields.ts: '' → 'mutated' in return kindOfType(asString(schema['type']) ?? '', asString(schema['items']) ?? '', hasAllowed);",
    why: 'no type has either name',
  },
  {
    mutant: 'src/jira/documents/joinedWiki.ts: 0 → 1 in const to = end === places.length ? count : (places[end] ?? 0);',
    why: 'the part behind has a place; the types do not know it',
  },
  {
    mutant: "src/jira/documents/carryOver.ts: '' → 'mutated' in mention: { id: undefined, text: '' },",
    why: 'a mention without id or name is preserved',
  },
  {
    mutant: 'src/jira/documents/joinedWiki.ts: < → <= in for (let at = 0; at < places.length; ) {',
    why: 'behind the last place there is none to fill',
  },
  {
    mutant:
      "src/jira/documents/wikiEffects.ts: < → <= in if (!closing || this.ahead.next('\\n', at) < closing.stop) return undefined;",
    why: 'a line end and the end of an effect are never the same place',
  },
  {
    mutant: 'src/jira/documents/wikiInline.ts: < → <= in for (let at = 0; at < this.text.length; ) {',
    why: 'at the end of the text nothing is left to read',
  },
  {
    mutant:
      "src/jira/documents/wikiInline.ts: < → <= in if (this.ahead.nextUnescaped('|', start) < close || this.text[start] === '~') return true;",
    why: 'a bar and a bracket are never the same place',
  },
  {
    mutant:
      'src/jira/documents/wikiList.ts: < → <= in for (let from = at; from < text.length && !text.isBlankLine(from); from = end + 1) {',
    why: 'the end of the text counts as a blank line',
  },
  {
    mutant:
      "src/jira/documents/wikiList.ts: 'bulletList' → '' in const [node = { type: 'bulletList' }] = listNodes(lines, 1, read);",
    why: 'a list has a line; the types do not know it',
  },
  {
    mutant: 'src/jira/documents/wikiMacros.ts: this.tags.set(name, tags); → ; in this.tags.set(name, tags);',
    why: 'the tags of a name are made again then, to the same end',
  },
  {
    mutant: 'src/jira/documents/wikiToAdf.ts: < → <= in for (let at = 0; at < text.length; ) {',
    why: 'the end of the text counts as a blank line',
  },
  {
    mutant: "src/jira/issues/projects.ts: 0 → 1 in const total = asNumber(answer['total']) ?? 0;",
    why: 'there is a project by then: an empty page has ended the list',
  },
  {
    mutant:
      "src/jira/issues/worklogs.ts: 0 → 1 in if (page.length === 0 || all.length >= (asNumber(answer['total']) ?? 0)) return all;",
    why: 'there is an entry by then: an empty page has ended the list',
  },
];
