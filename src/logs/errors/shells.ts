import type { ErrorFamily } from './errorFamily.ts';

const program = String.raw`(?:[A-Za-z]:)?[\w./@+~%\\-]+`;

/** Shells and the programs that every system has. */
export const shells: ErrorFamily = {
  causes: [
    String.raw`-?${program}: line \d+: (?!warning)`,
    String.raw`${program}: \d+: .*(?:not found|Permission denied|[Ss]yntax error|No such file|parameter not set|[Cc]annot |[Cc]an't |Illegal |Bad )`,
    String.raw`-?${program}: (?:\d+: )?[^:\n]+: (?:not found|command not found|Permission denied|bad interpreter|cannot execute|unbound variable|Argument list too long|Text file busy)`,
    String.raw`(?:/bin/)?(?:ba|da|z|k|a)?sh: (?!warning|cannot set terminal|no job control)\S`,
    `${program}: (?:Permission denied|not found|command not found|No such file or directory)$`,
    String.raw`env: [‘'"]?\S+?[’'"]?: (?:No such file|Permission denied)`,
    String.raw`'[^'\n]+' is not recognized as an internal or external command`,
    'The system cannot find the (?:path|file|drive) specified|Access is denied\\.$|The filename, directory name, or volume label syntax is incorrect',
    'nohup: failed to run command|timeout: failed to run command|sudo: .*(?:required|not found)',
    'syntax error near unexpected token',
    'ParserError: |ParentContainsErrorRecordException',
  ],
  signs: [
    String.raw`(?:/\S*/)?(?:cp|mv|ls|rm|ln|cat|cd|mkdir|rmdir|chmod|chown|touch|tar|unzip|zip|gzip|grep|sed|awk|find|head|tail|install|stat|source|pushd|python[\d.]*|node|perl|ruby|bash|java|du|df|kill|mount|test|dd|tee|sort|xargs|diff|patch): .*(?:No such file|Permission denied|cannot |can't |Cannot |Not a directory|Is a directory|File exists|error|Error|not found|read-only|Read-only|denied)`,
    'tar: Exiting with failure|gzip: .*unexpected end',
    String.raw`At (?:line:\d+|[A-Za-z]:\\.*:\d+) char:\d+`,
  ],
  consequences: ['Execution halted', 'Terminated$'],
  consequencesInside: [String.raw`\b(?:exited with|returned|failed with) (?:exit )?(?:code|status):? [1-9]\d*\.?$`],
  causesInside: [
    ': command not found$',
    ': [Ss]yntax error: ',
    'is not recognized as (?:the|a) name of a cmdlet',
    'is not recognized as an internal or external command',
  ],
};
