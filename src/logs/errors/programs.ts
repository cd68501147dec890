import type { ErrorFamily } from './errorFamily.ts';

const levels = '(?:ERROR|FATAL|SEVERE|CRITICAL|EMERG|ALERT|EMERGENCY)';

/** Programs in the usual languages: exceptions that were not caught, and lines of loggers. */
export const programs: ErrorFamily = {
  causes: [
    String.raw`Traceback \(most recent call last\)`,
    'Exception in thread "main"',
    'Unhandled [Ee]xception',
    'Uncaught ',
    String.raw`\[?UnhandledPromiseRejection\w*: |Unhandled promise rejection`,
    String.raw`(?:PHP )?(?:Fatal|Parse|Catchable fatal|Recoverable fatal) error: +\S`,
    String.raw`Can't locate \S+ in @INC|BEGIN failed--|Global symbol "|syntax error at \S+ line \d+`,
    'Error: (?:Could not find or load main class|Unable to access|A JNI error|LinkageError)',
    String.raw`Error in \S.*: ?\S?`,
    // A word that ends in a colon begins the line.
    String.raw`(?:ERROR|FATAL|FATAL ERROR|Fatal|Fatal error|FAILED|Failure)(?: \[\w+\])?: (?! )\S`,
    String.raw`ERROR:  \S`,
    String.raw`[\w-]{1,30}: (?:fatal )?error: \S`,
    String.raw`\w{1,20} Error: \S`,
    String.raw`(?:[\w-]{1,30} )?ERR! \S`,
    'Warning, treated as error',
    String.raw`##\[error\]|::error\b`,
    String.raw`[Ee]rror: (?! )\S`,
  ],
  signs: [
    // Log levels behind their time, a thread or a logger
    String.raw`(?:- )?${levels}\b(?! ?(?:COUNT|RATE|HANDL|LOG|LEVEL|REPORT|PAGE|CODE|MESSAGE|SUMMARY|S\b|TEST))[\s:\]|(-]`,
    String.raw`(?:\S{1,80} ){0,3}\[?${levels}\]?(?: -|:| \[|\t)`,
    String.raw`- (?:\S{1,80} - ){0,3}${levels} - `,
    String.raw`[EF]\d{4} \d\d:\d\d:\d\d`,
    String.raw`(?:ERRO|FATA)\[\d+\]`,
    String.raw`(?:\S+ )?(?:time=\S+ )?level="?(?:error|fatal|panic|ERROR|FATAL)`,
    String.raw`\{.{0,200}"(?:level|severity|levelname|log\.level)": ?"(?:error|fatal|critical|ERROR|FATAL|CRITICAL)"`,
    String.raw`\[(?:ERROR|FATAL|SEVERE|CRITICAL|error|fatal|emerg|crit|alert|ERR)\][ :]`,
    // Exceptions
    'Exception in thread "',
    String.raw`(?:Caused by: |Suppressed: |Also: +)?(?:[\w$]+\.)+[\w$]*(?:Exception|Error|Failure|Throwable)(?::|$)`,
    String.raw`[A-Z]\w*(?:Error|Exception)(?: \[\w+\])?: `,
    String.raw`(?:System|Microsoft)\.[\w.]+Exception`,
    '(?:Error|Fatal|FAILED|FAILURE)[:!]',
  ],
  hints: [
    String.raw`(?:\S{1,40} ){0,4}(?:[Ff]ailed|[Uu]nable|FAILED) to (?!find image)\w`,
    String.raw`(?:Could not|Couldn't|Cannot|Can't|could not|cannot|Invalid|Missing) \w`,
    String.raw`Error (?!handling|logging|reporting|tracking|checking|mapping)(?:\w+ing|occurred|while|during) `,
    String.raw`HTTP/\S+ [45]\d\d\b`,
  ],
  hintsInside: [
    String.raw`\bis invalid\b`,
    String.raw`(?<!\d )\b(?:failed|not found|timed out|refused|denied|aborted|terminated unexpectedly)[.!]?$`,
  ],
  signsInside: [String.raw` at \S+\.(?:p[lm]|t) line \d+\.$`],
};
