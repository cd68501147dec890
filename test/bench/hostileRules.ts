/** Patterns that are meant to break who reads them, each as long as given. */
export function hostilePatterns(long: number): Readonly<Record<string, string>> {
  return {
    'a long word': 'a'.repeat(long),
    'many classes': '[ab]'.repeat(long / 4),
    'many loops': 'a*b*'.repeat(long / 4),
    'many groups': '(a)'.repeat(long / 3),
    'many alternatives': 'a|'.repeat(long / 2),
    'deep groups': `${'('.repeat(long / 2)}${')'.repeat(long / 2)}`,
    'deep classes': `${'['.repeat(long / 2)}a${']'.repeat(long / 2)}`,
    'nested counts': '((((a{1,99}){1,99}){1,99}){1,99}){1,99}',
    'a big count': '.{1,2000000000}',
    'exponential backtracking': '((a+)+)+b',
    'many lookaheads': '(?!a)'.repeat(Math.min(1000, long / 5)),
    'nested lookaheads': `${'(?=a'.repeat(300)}${')'.repeat(300)}`,
    'deep lookbehinds': `${'(?<=a'.repeat(60)}${')'.repeat(60)}`,
    'a big automaton': '.*a.{16}',
    'unclosed brackets': '['.repeat(long),
    backslashes: '\\'.repeat(long + 1),
    'long paths': '/a'.repeat(long / 2),
    'folded classes': Array.from({ length: long / 20 }, (_, i) => `(?iu)[a-\\x{${(0x1000 + i).toString(16)}}]`).join(
      '',
    ),
    'many points': '.*x'.repeat(long / 3),
    'many suffixes': '[QueryParam::a==b'.repeat(long / 17),
    blanks: `${' '.repeat(long)}x`,
    'many rules on a line': ' /rest/'.repeat(long / 7),
    'many keys': 'AB-1.*'.repeat(long / 6),
    'many ranges': '[1-20]'.repeat(long / 6),
    'repeated repetitions': `${'('.repeat(400)}a${'){9,}'.repeat(400)}`,
  };
}
