// Lines of logs have their beginnings from whatever printed them on their way: Timestamper, branches of a Pipeline,
// BuildKit, Compose, monorepo runners, loggers.

/** Words in brackets that are part of a message. */
const levels = 'ERROR|FATAL|SEVERE|CRITICAL|INFO|WARN|WARNING|DEBUG|TRACE|NOTICE|ERR|FAIL|FAILED|Error|error|fatal';
const moreLevels = 'info|warn|warning|debug|trace|success|emerg|crit|alert|Pipeline|ant:\\w+|!|-|E\\d+| *[A-Z]+ *';
const tasks = 'build|test|lint|typecheck|type-check|check|compile|e2e|unit|dev|ci|start|deploy|bundle|format';
const clock = String.raw`\d\d:\d\d:\d\d(?:[.,]\d{1,9})?`;

const prefixes = [
  '[ \\t]+',
  String.raw`\[\d{4}-\d\d-\d\d[T ][^\]\n]{0,40}\] ?`,
  String.raw`\d{4}[-/]\d\d[-/]\d\d[T ]${clock}(?:Z|[+-]\d\d:?\d\d)?(?: +-)?(?=[ \t]|$)`,
  String.raw`${clock}Z?(?: [|-])?(?=[ \t]|$)`,
  String.raw`\[${clock}(?: [AP]M)?\]:?`,
  String.raw`(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) [ \d]\d ${clock} \S{1,80} \S{1,80}: `,
  String.raw`#\d+ (?:\d+\.\d+(?=\s|$))?`,
  String.raw`(?!FAIL \||PASS \||stderr \||stdout \|)[\w.-]*[A-Za-z][\w.-]{0,60} {1,30}\|(?: |$)(?!(?:FAIL|PASS|SKIP) \|)`,
  String.raw`\[(?!(?:${levels}|${moreLevels})\])[^\][\n]{1,80}\](?: |$)`,
  '[│┃║] ?',
  'remote: |stderr: |› +',
  String.raw`[@\w./-]{1,80}[: ](?:${tasks})(?::[\w-]{1,40}){0,3}: `,
  String.raw`\d{1,3}>(?! )`,
  String.raw`\(node:\d+\) `,
];
const prefix = new RegExp(`(?:${prefixes.join('|')})`, 'y');
/** More of them are no prefixes. */
const maxPrefixes = 12;

/** Lines that tell of no failure, whatever else they say: commands, lower levels, what went well, code. */
const harmless = new RegExp(
  `^(?:${[
    String.raw`\+{1,5} \S`,
    String.raw`\[Pipeline\]`,
    String.raw`\[(?:INFO|DEBUG|WARN|WARNING|TRACE|NOTICE|info|debug|warn|warning|success)\](?!.*\*\*\* FAILED)(?! BUILD FAILURE)(?! Code style issues)`,
    String.raw`(?:- )?(?:INFO|DEBUG|TRACE|WARN|WARNING|NOTICE|Warning|warning|warn|info|note|Note|NOTE|hint|DEPRECATION|Deprecated)\b(?!: ThreadSanitizer)[\s:\]|-]`,
    String.raw`(?:\S{1,80} ){0,3}\[?(?:INFO|DEBUG|TRACE|WARN|WARNING)\]?[\s:]`,
    '(?:[Cc]hecking|Looking) (?:for|if|whether) ',
    'W: ',
    'npm (?:warn|WARN|notice|info|http|verb|sill)',
    String.raw`(?:ok \d|[✓✔√☑] |PASS(?:ED)?\b|=== )`,
    String.raw`-- (?!\[E\d|[\w ]*Error: |[A-Z ]+ -|Configuring incomplete)`,
    String.raw`(?:PS )?[A-Za-z]:\\[^>\n]{0,200}>`,
    String.raw`\$ `,
    '> (?!Task )',
    String.raw`>? *\d+ +\|(?! ERROR)`,
    String.raw`(?:time=\S+ )?level="?(?:info|warn|debug)`,
    String.raw`\{.{0,200}"(?:level|severity)": ?"(?:info|warn|debug|INFO|WARN|DEBUG)`,
  ].join('|')})`,
);

/** Index of the first character behind all prefixes of a line. */
export function bodyStart(line: string): number {
  let at = 0;
  for (let count = 0; count < maxPrefixes; count++) {
    prefix.lastIndex = at;
    if (!prefix.test(line)) break;
    at = prefix.lastIndex;
  }
  return at;
}

export function isHarmless(body: string): boolean {
  return harmless.test(body);
}
