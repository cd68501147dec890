// Mutants that no test can kill: what they change cannot be seen from outside, or only as time.

export interface Equivalent {
  /** As the survivor was printed: the file, the original, its replacement, and the line. */
  readonly mutant: string;
  readonly why: string;
}

const byReason: Readonly<Record<string, readonly string[]>> = {
  'both are before the first byte': [
    'src/jenkins/logs/logStream.ts: 1 → 2 in let lineEnd = -1;',
    'src/jenkins/logs/logStream.ts: 1 → 2 in let close = -1;',
  ],
  'an empty piece is held then, which changes no text': [
    'src/jenkins/logs/logReader.ts: > → >= in if (rest.length > 0) this.held.push(rest);',
  ],
  'each trace tells its number of starts; the types do not know it': [
    'src/jenkins/builds/startBuild.ts: 1 → 2 in timesIn: ({ starts = 1 }) => starts,',
  ],
  'the result of a change has no parts of its own, and is spread': [
    'src/jira/issues/changeIssue.ts: {} → undefined in return {};',
    'src/jira/issues/transitions.ts: {} → undefined in return {};',
    'src/jira/comments/changeComments.ts: {} → undefined in return {};',
    'src/jenkins/builds/changeBuilds.ts: {} → undefined in if (canceled) return {};',
    'src/jenkins/session/session.ts: {} → undefined in return {};',
  ],
  'neither text matches': [
    "src/jenkins/session/answers.ts: '' → 'mutated' in wantsCrumb: status === 403 && !namesPermission && crumbRefusal.test(reason ?? ''),",
    "src/jenkins/session/answers.ts: '' → 'mutated' in if (header === undefined && response.status >= 400 && /(^| - )Jenkins$/.test(reason ?? '')) return undefined;",
  ],
  'neither is the code of an error': [
    "src/http/transportFailure.ts: '' → 'mutated' in if (typeof error !== 'object' || error === null) return '';",
    "src/http/transportFailure.ts: '' → 'mutated' in return 'cause' in error ? codeOf(error.cause) : '';",
  ],
  'neither is a word of the language': [
    "src/jira/jql/context.ts: '' → 'mutated' in const word = token.kind === 'string' ? '' : token.text.toLowerCase();",
  ],
  'the file was there a moment ago: only another window that removes it in between shows the difference': [
    'src/base/claimFiles.ts: true → false in if (isFree) await rm(path, { force: true });',
    'src/base/claimFiles.ts: true → false in if (await this.isOwn()) await rm(this.path, { force: true });',
  ],
  'each element sets it before it is read': [
    "src/jenkins/jobs/configurations.ts: '' → 'mutated' in text = '';",
    'src/jenkins/jobs/configurations.ts: false → true in private isLeaf = false;',
  ],
  'a picture that does not end is looked for then, which only takes longer': [
    "src/jira/documents/wikiTable.ts: '!' → '' in return text.ahead.next('!', at + 1) < end ? (text.match(picture, at)?.[0].length ?? 1) : 1;",
  ],
  'the value is always there; the types do not know it': [
    'src/jira/documents/editable.ts: 0 → 1 in const pairs = align(before, edited, (node, [first]) => (first ? likeness(node, first) : 0));',
  ],
  'only the last character is looked at': [
    'src/jira/documents/wikiLine.ts: (last + text).slice(-2) → (last + text) in last = (last + text).slice(-2);',
  ],
  'only the first character is looked at, which no neighbor changes': [
    "src/jira/documents/wikiLine.ts: '' → 'mutated' in if (next.type !== 'text') return inlineToWiki(next, '', '');",
  ],
  'such a part is a single block': [
    "src/jira/documents/adfToWiki.ts: '' → 'mutated' in .map(part => (part.some(isOwnLines) ? part.map(blockToWiki).join('') : textOfBlocks(part)))",
  ],
  'no macro begins with a line end': [
    'src/jira/documents/wikiToAdf.ts: < → <= in return macro && macro.from < end ? macro.from : end;',
  ],
  'the message of an error is for the log': [
    "src/http/errors.ts: ` (status ${details.status})` → '' in const answer = details.status === undefined ? '' : ` (status ${details.status})`;",
  ],
  'the beginning of a note is never longer than itself, and a whole one was found before': [
    'src/jenkins/logs/logStream.ts: - → + in for (let length = Math.min(noteStart.length - 1, bytes.length); length > 0; length--) {',
  ],
  'the set of characters only rules paths out that would not match: without it, a search takes longer': [
    'src/jenkins/jobs/jobMatcher.ts: 0 → 1 in let letters = 0;',
    'src/jenkins/jobs/jobMatcher.ts: || → && in if (!known || (known.letters & letters) !== letters) return;',
    'src/jenkins/jobs/jobMatcher.ts: < → <= in for (let at = 0; at < lower.length; at++) letters |= 1 << lower.charCodeAt(at);',
    'src/jenkins/jobs/jobMatcher.ts: at++ → at-- in for (let at = 0; at < lower.length; at++) letters |= 1 << lower.charCodeAt(at);',
    'src/jenkins/jobs/jobMatcher.ts: letters |= 1 << lower.charCodeAt(at); → ; in for (let at = 0; at < lower.length; at++) letters |= 1 << lower.charCodeAt(at);',
    'src/jenkins/jobs/jobMatcher.ts: << → >> in for (let at = 0; at < lower.length; at++) letters |= 1 << lower.charCodeAt(at);',
    'src/jenkins/jobs/jobMatcher.ts: 1 → 2 in for (let at = 0; at < lower.length; at++) letters |= 1 << lower.charCodeAt(at);',
  ],
  'the matches of a query hold those of a longer one, wherever that is longer': [
    'src/jenkins/jobs/jobMatcher.ts: startsWith → endsWith in const narrowed = this.last && query.startsWith(this.last.query) ? this.last : undefined;',
  ],
  'without the matches before, all paths are searched': [
    'src/jenkins/jobs/jobMatcher.ts: this.last = { query, size: this.known.length, candidates }; → ; in this.last = { query, size: this.known.length, candidates };',
  ],
  'there is no path behind the last, and the search passes over it': [
    'src/jenkins/jobs/jobMatcher.ts: < → <= in for (let index = narrowed?.size ?? 0; index < this.known.length; index++) look(index);',
  ],
  'a score that is no higher than needed is as low as the least': [
    'src/jenkins/jobs/jobMatcher.ts: <= → < in return word.length * inOrder <= least ? least : scattered(lower, path, word);',
  ],
  'Jenkins refuses control characters in names': [
    'src/jenkins/jobs/jobMatcher.ts: > → >= in return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || isUpper(code) || code > 127;',
  ],
  'the kinds of overlap without known text search none, and the others are given all': [
    'src/jenkins/logs/overlapMatcher.ts: 0 → 1 in constructor(kind: OverlapKind, known: Buffer = Buffer.alloc(0), limit = 0, expected = 0) {',
  ],
  'known text that has not come within the limit cannot end within it': [
    'src/jenkins/logs/overlapMatcher.ts: > → >= in if (this.passed + this.held.length > this.limit) throw new NoOverlapError();',
  ],
  'at the beginning the expected place is the first as well': [
    'src/jenkins/logs/overlapMatcher.ts: >= → > in if (this.passed === 0 && this.expected >= length) {',
  ],
  'a byte more is held': ['src/jenkins/logs/overlapMatcher.ts: 9 → 10 in const tornCharacterBytes = 9;'],
  'neither is zero, nor less': [
    'src/jenkins/logs/logPosition.ts: Number.NaN → undefined in if (this.end === undefined) return Number.NaN;',
  ],
  'each character is looked at then, which only takes longer': [
    "src/jira/documents/wikiInline.ts: `[\\\\\\\\{[!*_\\\\-+^~?\\\\n]|&#\\\\d+;|https?://|mailto:|${emoticonPattern}` → '' in const specials = new RegExp(`[\\\\\\\\{[!*_\\\\-+^~?\\\\n]|&#\\\\d+;|https?://|mailto:|${emoticonPattern}`, 'gu');",
  ],
  'the end of a row is no bar, and what begins there begins no cell': [
    'src/jira/documents/wikiTable.ts: < → <= in for (let at = from; at < end; ) {',
  ],
  'the words are counted anew then, which only takes longer': [
    'src/jira/documents/likeness.ts: known.set(key, made); → ; in known.set(key, made);',
  ],
  'each block has been written; the types do not know it': [
    "src/jira/documents/editable.ts: '' → 'mutated' in const origin = blocks.map(({ source, before }, at) => ({ markdown: written.blocks[at] ?? '', body: source, before }));",
  ],
  'only the sign of a comparison counts': ['src/jenkins/jobs/jobMatcher.ts: 1 → 2 in return one < other ? -1 : 1;'],
  'only their order counts': [
    'src/jenkins/logs/logPosition.ts: 2 → 3 in const Overlap = { window: 0, reached: 1, certain: 2 } as const;',
  ],
  'at the end of a list nothing is left to pair': [
    'src/jira/documents/align.ts: < → <= in for (let row = 0, column = 0; row < weights.rows && column < weights.columns; ) {',
  ],
  'behind the last place there is none to fill': [
    'src/jira/documents/joinedWiki.ts: < → <= in for (let at = 0; at < places.length; ) {',
  ],
  'a line end and the end of an effect are never the same place': [
    "src/jira/documents/wikiEffects.ts: < → <= in if (!closing || this.ahead.next('\\n', at) < closing.stop) return undefined;",
  ],
  'at the end of the text nothing is left to read': [
    'src/jira/documents/wikiInline.ts: < → <= in for (let at = 0; at < this.text.length; ) {',
  ],
  'a bar and a bracket are never the same place': [
    "src/jira/documents/wikiInline.ts: < → <= in if (this.ahead.nextUnescaped('|', start) < close || this.text[start] === '~') return true;",
  ],
  'the end of the text counts as a blank line': [
    'src/jira/documents/wikiList.ts: < → <= in for (let from = at; from < text.length && !text.isBlankLine(from); from = end + 1) {',
    'src/jira/documents/wikiToAdf.ts: < → <= in for (let at = 0; at < text.length; ) {',
  ],
  'a list has a line; the types do not know it': [
    "src/jira/documents/wikiList.ts: 'bulletList' → '' in const [node = { type: 'bulletList' }] = listNodes(lines, 1, read);",
  ],
  'the tags of a name are made again then, to the same end': [
    'src/jira/documents/wikiMacros.ts: this.tags.set(name, tags); → ; in this.tags.set(name, tags);',
  ],
  'a match has a path; the types do not know it': [
    "src/jenkins/jobs/jobMatcher.ts: ?. → . in const [one = '', other = ''] = [a, b].map(({ index }) => this.known[index]?.path);",
  ],
};

export const equivalent: readonly Equivalent[] = Object.entries(byReason).flatMap(([why, mutants]) =>
  mutants.map(mutant => ({ mutant, why })),
);
