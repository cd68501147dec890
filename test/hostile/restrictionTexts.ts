/** Texts of 64 KB at most that are meant to break who reads them as token restrictions. */
const size = 64 * 1024;

function text(lineOf: (i: number) => string, most = 3000): string {
  const lines: string[] = [];
  let length = 0;
  for (let i = 0; i < most && length < size; i++) {
    const line = lineOf(i);
    lines.push(line);
    length += line.length + 1;
  }
  return lines.join('\n').slice(0, size);
}

export const hostileTexts: Readonly<Record<string, string>> = {
  'optional letters': text(() => `.*/x${'[A-Z]?'.repeat(25)}`, 1),
  'lines of optional letters': text(i => `.*/x${'[A-Z]?'.repeat(40)}${i}`),
  'lines of lookaheads': text(i => `${`(?=.*a${i})`.repeat(20)}.*`, 20),
  'lines of big lookaheads': text(i => `.*(?=.{1,40}a${i})(?!.*b.{12})(?=.*c.{8}).*`, 20),
  graphemes: text(i => `\\X*\\X*\\X*y${i}`, 20),
  'big automata': text(i => `.*a.{9}${i}`),
  'loops over properties': text(i => `.*\\p{L}+\\p{Lu}*${i}`),
  'loops over groups': text(i => `(.*a${i})*(b|c)+`),
  'long lines of groups': text(i => '(a|b|c)'.repeat(1150) + i),
  'long lines of counts': text(i => '[a-z0-9_-]{1,3}'.repeat(530) + i),
  'one rule again and again': text(() => 'a', 10_000),
  'other rules': text(i => `.*/${i.toString(36)}`, 5000),
};
