import { blanks, notInLine } from './linePattern.ts';

/**
 * Patterns of lines that report a failure: of compilers, build tools, test runners, languages, and of Jenkins itself.
 * Texts that only mention errors, such as "0 errors", do not count. Each is searched in linear time: no beginning of a
 * match lies inside another that fails.
 */
export const usualErrorPattern = [
  String.raw`^(?:\[\d{4}-${notInLine(']')}*\] ?)?(?:\[[\w .-]+\] )?(?:ERROR|FATAL|SEVERE|CRITICAL|Error|Fatal|FAILED|FAILURE)\b(?![:=] ?0\b)`,
  String.raw`\[(?:ERROR|FATAL|SEVERE)\]`,
  String.raw`\b(?:fatal )?error(?: [A-Z]{1,5}\d+)?: `,
  String.raw`\bnpm (?:ERR!|error)\b`,
  String.raw`\bg?make(?:\[\d+\])?: \*\*\* `,
  String.raw`^Traceback \(most recent call last\)`,
  String.raw`(?<![\w.$])[\w.$]*[a-z](?:Exception|Error)(?=[:\n\r])`,
  String.raw`^BUILD FAILED|\bBUILD FAILURE\b`,
  `^${blanks}--- FAIL: `,
  String.raw`\bmarked build as failure\b`,
  String.raw`\bscript returned exit code [1-9]`,
  String.raw`\bSegmentation fault\b|^panic: `,
  `^${blanks}[✖✗✘] `,
].join('|');
