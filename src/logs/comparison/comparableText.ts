import { lineText } from '../rows.ts';
import { stampOf } from '../timestamps.ts';

const months = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const unit = 'ms|msecs?|millis(?:econds)?|s|secs?|seconds?|mins?|minutes?|hrs?|hours?|µs|us|ns';
const number = String.raw`\d{1,12}(?:[.,]\d{1,9})?`;

/**
 * Parts of a line that are others in each build, and the words that take their place; in this order. Most lines lack
 * the characters that come first: looking for these is much quicker than trying the pattern.
 */
const passing: readonly (readonly [string, RegExp, string])[] = [
  ['-', /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '‹id›'],
  // Days, with or without a time: "2026-11-29T23:39:08.123Z", "20261129-233908", "Sun Nov 29 23:39:08 UTC 2026".
  [
    '',
    /\b\d{4}([-/.])\d\d\1\d\d(?:[T _-]\d\d[:.-]?\d\d(?:[:.-]?\d\d(?:[.,]\d{1,9})?)?)?(?:Z\b| ?[+-]\d\d:?\d\d\b|\b)/g,
    '‹time›',
  ],
  ['20', /\b20\d{6}[-_.T]\d{6}\b/g, '‹time›'],
  [
    '',
    new RegExp(
      String.raw`\b(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? )?(?:(?:${months}) {1,2}\d{1,2}(?:, \d{4})?|\d{1,2} (?:${months}) \d{4})\b`,
      'g',
    ),
    '‹time›',
  ],
  [
    '',
    new RegExp(
      String.raw`\b(?:\d{1,3}:\d\d(?::\d\d)? (?:min|h)|PT\d[\d.HMS]{0,20}|${number}(?: ?(?:${unit})| ?h ?\d{1,2} ?m(?: ?${number} ?s)?| ?m ?${number} ?s))\b`,
      'g',
    ),
    '‹duration›',
  ],
  [':', /(?<![:\w.])\d{1,2}:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?[AP]M)?\b/g, '‹time›'],
  ['/s', /\b\d{1,12}(?:[.,]\d{1,9})? ?[kKMG]?i?(?:B|bits?)\/s(?:ec)?\b/g, '‹rate›'],
  // Folders and files with a name of chance.
  ['', /(\/tmp\/|\/var\/folders\/|\\Temp\\)[^\s'"`,;:)\]]{1,500}/gi, '$1‹name›'],
  ['', /\b(?:jenkins|hudson|junit|tmp)\d{6,}|\bdurable-[0-9a-f]{6,16}\b|\btmp\.\w{4,20}\b/gi, '‹name›'],
  // Second workspaces of a job on an agent: "api@2", "api@2@tmp".
  ['@', /([/\\][^\s/\\@'"]{1,200})@\d{1,3}(?=[@/\\\s'":,;)]|$)/g, '$1'],
  // Digits and letters together.
  ['', /\b(?:0x)?(?=\d{0,128}[a-f])(?=[a-f]{0,128}\d)[0-9a-f]{7,128}\b/gi, '‹id›'],
  ['@', /@[0-9a-f]{5,8}\b/g, '@‹id›'],
  ['', /\b\d{9,}\b/g, '‹id›'],
  // Addresses and ports.
  ['.', /\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}(?::\d{1,5})?\b/g, '‹address›'],
  [':', /(\blocalhost|:\/\/[\w.-]{1,200}):\d{2,5}\b/g, '$1:‹port›'],
  ['', /\b(pid|process|thread|worker|executor|port)([ =:#-]{1,2})\d{1,9}\b/gi, '$1$2‹n›'],
  ['pool-', /\bpool-\d{1,6}-thread-\d{1,6}\b/g, 'pool-‹n›-thread-‹n›'],
  ['#', /#\d{1,9}\b/g, '#‹n›'],
  ['BUILD_', /\b(BUILD_(?:NUMBER|ID|TAG|URL))=\S{1,500}/g, '$1=‹build›'],
  ['', /\b(build(?: number)?[ =:]{1,2})\d{1,9}\b/gi, '$1‹build›'],
];

/** Time before a line, of the Timestamper's older form or of a tool. */
const leadingTime = /^\[?(?:\d{4}-\d\d-\d\d[T ])?\d\d:\d\d:\d\d(?:[.,]\d{1,9})?Z?\]?\s{1,8}/;
const severalDurations = /‹duration›(?:,? (?:and )?‹duration›)+/g;

/** Lines that say nothing that a comparison of builds has not told already: why they were started, their last commit, their result. */
const told =
  /^\s*(?:Started by |Started from |Rebuilds build |Replayed #|Restarted from |originally caused by:|Commit message: |Finished: [A-Z_]+$)/;

/** Lines that name the agent of a build. */
const agentLine = /^\s*(?:Running on (.{1,200}?) in [/A-Za-z]|Building remotely on (\S{1,200}) )/;

/** Text of a line as it is compared; undefined for a line that is not. */
export function comparableText(raw: string): string | undefined {
  const clean = lineText(raw.slice(stampOf(raw)?.length ?? 0))
    .trimEnd()
    .replace(leadingTime, '');
  if (clean === '' || told.test(clean)) return undefined;
  if (!/\d|tmp/i.test(clean)) return clean;
  let text = clean;
  for (const [sign, pattern, words] of passing) if (text.includes(sign)) text = text.replace(pattern, words);
  return text.replace(severalDurations, '‹duration›');
}

/** Name of the agent that a line tells. */
export function agentOf(text: string): string | undefined {
  const [, running, building] = agentLine.exec(text) ?? [];
  return running ?? building;
}

/** Takes the number of a build, and the names of its agents, out of a text where they stand as such. */
export function ownNames(number: number): { readonly agents: Set<string>; readonly without: (text: string) => string } {
  // After a space only a word says that a number is the build's.
  const own = new RegExp(String.raw`(?<=[#/\-.:=_@])${number}(?![\d])`, 'g');
  const agents = new Set<string>();
  return {
    agents,
    without(text) {
      let clean = text.replace(own, '‹build›');
      for (const agent of agents) clean = clean.replaceAll(agent, '‹agent›');
      return clean;
    },
  };
}
