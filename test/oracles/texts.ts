// Texts of wiki markup as people write them, made of all that Jira's renderer knows and of what it does not.
import fc from 'fast-check';

/** Each word is there once, so that an edit of it has a place. */
const word = fc
  .tuple(fc.constantFrom('open', 'Höhe', 'naïve', 'x', 'данные', '数据', 'it’s', 'v2', 'API', 'a_b'), fc.nat(9999))
  .map(([text, number]) => `${text}${number}`);

const words = fc.array(word, { minLength: 1, maxLength: 3 }).map(all => all.join(' '));

const inlines: readonly ((a: string, b: string) => string)[] = [
  a => a,
  a => a,
  (a, b) => `${a}, ${b}.`,
  a => `*${a}*`,
  a => `_${a}_`,
  a => `-${a}-`,
  a => `+${a}+`,
  (a, b) => `${a}^${b}^`,
  (a, b) => `x~${a}~ ${b}`,
  a => `??${a}??`,
  a => `{{${a}}}`,
  (a, b) => `{{ ${a} | ${b} }}`,
  a => `*{{${a}}}*`,
  a => `{{info}} ${a} {{code}}`,
  (a, b) => `*${a} _${b}_*`,
  a => `{color:red}${a}{color}`,
  a => `{color:#abcdef}*${a}*{color}`,
  (a, b) => `[${a}|https://example.com/${b}]`,
  a => `[https://example.com/?a[b]=${a}]`,
  a => `[${a} (x)|https://example.com/a_(b)]`,
  a => `[${a}|https://example.com|a tip]`,
  a => `[^${a}.txt]`,
  a => `[${a}|^log 1.txt]`,
  a => `[file:///c:/${a}]`,
  a => `[${a}|file://server/share]`,
  (_, b) => `[~fred.${b}]`,
  a => `[${a}]`,
  a => `[${a}|#anchor] [#${a}]`,
  a => `!${a}.png!`,
  a => `!${a}.png|width=300!`,
  a => `https://example.com/${a}`,
  a => `(see https://example.com/${a}).`,
  a => `${a}!https://example.com/`,
  a => `mailto:${a}@example.com`,
  a => `${a} :-) ;-) :-( :-D :-P`,
  a => `(y) ${a} (/) (x) (!) (on)`,
  (a, b) => `${a} --> ${b}`,
  (a, b) => `${a} <--> ${b} ==> x`,
  (a, b) => `${a}--${b}`,
  a => `10--12 ${a} 3-4`,
  (a, b) => `${a} -- ${b} --- x`,
  (a, b) => `${a} - ${b} - x`,
  a => `\\\\server\\share\\${a}`,
  a => `C:\\temp\\${a}`,
  a => `${a}\\.txt \\d+ \\s`,
  a => `\\*${a}\\* \\[x\\] \\{y\\}`,
  (a, b) => `${a}\\\\${b}`,
  (a, b) => `${a} \\\\ ${b}`,
  a => `{anchor:here}${a}`,
  a => `{status:title=OK|colour=Green} ${a}`,
  a => `{toc} ${a} {unknown:a=b|c}`,
  a => `&amp; &#65; ${a} <b>`,
  a => `PAY-1 ${a} OPS-22`,
  a => `\`${a}\` **${a}b** # | x`,
  a => `${a}'s "quoted" 5 * 3 * 2 and_so_on`,
  a => `snake_${a}_case __init__ *.txt 2*3*4`,
  a => `${a}*not*${a}b`,
  a => `{*}${a}{*}b`,
  a => `${a}@example.com`,
  a => `$HOME/${a} ~/x ^ + ~`,
  a => `${a}?! ...`,
  a => `(${a}) [x] {y} {${a}}`,
];

const inline = fc
  .array(fc.tuple(fc.constantFrom(...inlines), words, word), { minLength: 1, maxLength: 5 })
  .map(all => all.map(([write, a, b]) => write(a, b)).join(' '));

const line = fc.oneof({ weight: 3, arbitrary: inline }, { weight: 1, arbitrary: words });
const lines = fc
  .array(line, { minLength: 1, maxLength: 3 })
  .chain(all => fc.constantFrom('\n', '\n', '\\\\\n', '\n\\\\\n').map(between => all.join(between)));
const code = fc.array(fc.oneof(words, fc.constantFrom('  if (a[0] && b) {', '}', '// *x*', 'a | b', '')), {
  minLength: 1,
  maxLength: 4,
});
const codeTags = [
  '{code}',
  '{code:java}',
  '{code:title=app.js|borderStyle=solid}',
  '{code:ts}',
  '{noformat}',
  '{CODE}',
];
const boxes = ['{quote}', '{panel:title=A title|bgColor=#eee}', '{info}', '{warning:title=x}', '{Panel}', '{expand:x}'];
const bodies = ['html', 'plantuml', 'latex', 'csv', 'adf', 'mermaid', 'HTML'];

const coded = fc.tuple(fc.constantFrom(...codeTags), code).map(([tag, all]) => {
  const [name] = /[A-Za-z]+/.exec(tag) ?? [''];
  return `${tag}\n${all.join('\n')}\n{${name}}`;
});
const boxed = fc.tuple(fc.constantFrom(...boxes), lines).map(([tag, inside]) => {
  const [name] = /[A-Za-z]+/.exec(tag) ?? [''];
  return `${tag}\n${inside}\n{${name}}`;
});
const bodied = fc
  .tuple(fc.constantFrom(...bodies), lines)
  .map(([name, inside]) => `{${name}}\n<b>${inside}</b> a --> b\n{${name}}`);

const items = fc
  .array(fc.tuple(fc.constantFrom('*', '*', '**', '***', '#', '##', '#*', '*#', '-', '--'), line), {
    minLength: 1,
    maxLength: 5,
  })
  .map(all => all.map(([markers, text]) => `${markers} ${text}`).join('\n'));
const behindItem = fc.oneof(
  line.map(text => `h3. ${text}`),
  line.map(text => `bq. ${text}`),
  fc.constant('----'),
  coded,
  boxed,
  line,
);
const list = fc.oneof(
  items,
  fc.tuple(items, behindItem, items).map(all => all.join('\n')),
);

const cell = fc.oneof(words, line, fc.constant(' '));
const row = (bar: string) => fc.array(cell, { minLength: 2, maxLength: 3 }).map(all => `${bar}${all.join(bar)}${bar}`);
const table = fc
  .tuple(fc.option(row('||')), fc.array(row('|'), { minLength: 1, maxLength: 3 }))
  .map(([head, rows]) => [...(head ? [head] : []), ...rows].join('\n'));

const block = fc.oneof(
  { weight: 6, arbitrary: lines },
  { weight: 2, arbitrary: fc.tuple(fc.constantFrom('h1. ', 'h2. ', 'h3.', 'h6. '), line).map(all => all.join('')) },
  { weight: 1, arbitrary: line.map(text => `bq. ${text}`) },
  { weight: 1, arbitrary: fc.constant('----') },
  { weight: 5, arbitrary: list },
  { weight: 3, arbitrary: table },
  { weight: 3, arbitrary: coded },
  { weight: 3, arbitrary: boxed },
  { weight: 2, arbitrary: bodied },
  { weight: 1, arbitrary: words.map(text => `{code}\n${text}`) },
);

const text = fc
  .array(fc.tuple(block, fc.constantFrom('\n\n', '\n\n', '\n', '\n \n', '\u00a0\n\n')), { minLength: 1, maxLength: 4 })
  .map(all =>
    all
      .map(each => each.join(''))
      .join('')
      .trimEnd(),
  );

/** The same texts each time. */
export function wikiTexts(count: number, seed = 2_000): readonly string[] {
  return fc.sample(text, { numRuns: count, seed });
}
