// Bodies for the corners of the conversions: each is read or written in another way than its neighbors.
const colors = ['red', 'green', 'blue', 'gray', 'grey', 'orange', 'purple', 'black', 'white', 'yellow', 'mauve'];
const hexColors = ['RED', '#FF00aA', '#ff00', '#ff00001', 'x#ff0000'];
const emoticons =
  ':) :( :P :D ;) (y) (n) (i) (/) (x) (!) (+) (-) (?) (on) (off) (*) (*y) (*r) (*g) (*b) (flag) (flagoff)'.split(' ');

/** Parts in parts, up to deeper than any is shown. */
const nested = (count: number, opening: string, inside: string, closing: string) =>
  opening.repeat(count) + inside + closing.repeat(count);

const inlines = [
  ...emoticons,
  ...emoticons.filter(each => !/[!+*-]/.test(each)).map(each => `${each}1 (${each})`),
  ...[...colors, ...hexColors].map(each => `{color:${each}}x{color}`),
  '\\a \\é \\1',
  '[{{m}}|https://e.com] [a {{m}} *b*|https://e.com]',
  '[ https://e.com ] [t| https://e.com ] [t|https://e.com |x]',
  '[mailto:a@b.c] [^a^b] [x|^f.txt] [t|mailto:a@b.c]',
  '[] [[] []] [a] [a|b] [a|b|c] [a\\]b]',
  '[|https://e.com]',
  '[x https://b.c y|https://e.com]',
  '[https://b.c|https://e.com] [a@b.c|mailto:a@b.c]',
  '[b] [~fred] [#x]',
  '!https://e.com/a! a!b!c !a.png!!b.png!',
  '?? a?? ??a ?? ??a?? ???a?? ??? ?? a?b? ??a',
  '*a\nb* *a*b*',
  '&#65;&#1114112;&#; &#9731;',
  '{{a\\*b&#65;}} {{a}}}} {{a\nb}}',
  'a -- b a --\tb',
  'http://e.com. mailto:a@b.c. https:// mailto: http://e.com/(a)',
  '{a} {a:b} {a b} {1a} {a:} {a: b} {a-b.c} {anchor:x}',
  'a \\\\ b\nc  \n  d\\\\',
  '*a {{m}} b* {color:red}a {{m}}{color} _{{a}}{{b}}_',
  '{anchor:x}',
  '[https://e.com',
  '[https://e.com/mailto:x] http://e.com/mailto:x',
  '[a~fred] [https://e.com/~x] [~xaccountid:5] [~accountid:5]',
  '*a [t|https://e.com] b* *[AB-1] x* *a http://e.com/x b*',
  '[t|xAB-1] [t|AB-1x]',
  '*a !b.png!* *!b.png! a* *!b.png!* *:)* *a :)*',
  '^a ~b~ c^ ~a ^b^ c~ +a _b_ c+ -a *b* c-',
  '_{_',
];

const blocks = [
  '',
  ' ',
  '\n\n',
  'a \\',
  'a \\ b \\',
  '[|] [||]',
  '{status:TITLE=x|Colour=RED} {status:color=blue|title=}',
  ' h2. ',
  '# o\n\n# |',
  'line\n----\nline',
  '|[|',
  '|{|',
  'a\n \nb\n',
  'h2.  \nh3. a\\\\b',
  'bq. a\nbq.  \nbq. b',
  '--\n---',
  '* a\n*# b\n*#* c\n* d\n# e',
  '** a\n* b\n*** c\n** d',
  '* a\n\n* b\n  * c\n*d\n*  e',
  ' |a|b|\n  ||c||d',
  ' {quote}a{quote}\n\t {code}b{code} c\n  {info}d{info}',
  '|!a|width=1!|!b!|\n|! a|b!|c|',
  '|{{a}} |\n|{{a\n}}|b|\n|{a|b\n}|c|\n|{a{b}|c}|',
  '|{code:a|b}|c{code}|d|\n|{x:a|b{y}|c|',
  '|\n \n|x|\n\n|a|\n\n\n|b|',
  '* {code}x{code} \n* a {noformat}y{noformat} {quote}z{quote} b \n*  {quote}q{quote}  {code}c{code}',
  '* a\nb {quote}c\n\nd{quote} e\nf\n\ng',
  '|{{a|c|\n|{{a}}|{{b}}|',
  '|{a b}|{1|2}|',
  '|!a|b!|c|\n|!a|b|\n|a!b|c!|d|',
  '|[a|b]|c|\n|[a|b|\n|[a\nb]|c|',
  '|a\\\\|b|\n|\\',
  '|a|\n|b|\n\nc\n|d',
  '||a\nb||\n||a|b||c|',
  '|a\n|b|\n\n|c\n\nd|',
  '|a\nb|c\n* d|\n|{quote}q{quote}|{code}\nx|y\n{code}|',
  '|a|\n{quote}b{quote}\n|c|{noformat}|{noformat}|',
  '{code:java|java}y{code}\n{code:}z{code}',
  '{code}a{noformat}b{code}c\n{noformat}a{code}b{noformat}',
  '{quote}a{quote}{quote}b{quote} c {quote}d{quote}',
  '{panel}a{note}b{note}c{panel}{panel:x}d{panel}',
  '{panel:title=T}a{panel}\n{panel:bgColor=red|title=U|x=y}b{panel}\n{panel:titles=V}c{panel}\n{info:title=W}d{info}',
  '\\{quote} a',
  '{code:a b}c{code}',
  '{expand}a{expand}\n{expand:T}{expand}\n{expand:T}* a\n* b{expand}',
  '{quote}\n{quote}\n{info}{info}\n{code}{code}\n{noformat}\n\n{noformat}',
  'a\r\n|b|\r\n\r\n* c\r\n\r\n{quote}\r\nd\r\n{quote}\r\ne',
  '\ta\n\th1. b\n\t* c\n\t{quote}f{quote}',
  'a\n\n\n----\n\n\nb  \n\n',
];

const deep = [
  ...[33, 49, 50, 51].map(count => nested(count, '*_', 'x', '_*')),
  ...[47, 48, 49].map(count => `# a\n${'#'.repeat(count)} x`),
];

/** Wiki markup. */
export const wikiCorners: readonly string[] = [
  ...inlines,
  ...inlines.map(each => `* ${each}`),
  ...inlines.map(each => `|${each}|x|`),
  ...blocks,
  ...deep,
];

const deepList = Array.from({ length: 55 }, (_, at) => `${'  '.repeat(at)}- x`).join('\n');

/** Markdown. */
export const markdownCorners: readonly string[] = [
  '',
  '**a `c` [t](https://e.com) `d`** [*a* `c`](https://e.com)',
  '[F](mention:%zz) [a@b](mention:5b) [**F** x](mention:5b) [](mention:5b) [@](mention:5b)',
  '| a |\n| --- | --- |\n| b | c |',
  '- [ ]\n- [x]  \n- [X] a',
  '- [ ] a\n- b',
  '> [!note]a\n> b',
  '> [!NOTE]',
  '> **[!NOTE]** a',
  '- **[ ]** a',
  'a\rb\r\rc',
  'e.com a@b.c 1.2.3.4 www.e.com',
  '~~a~~ ~b~',
  `${'**'.repeat(40)}x`,
  deepList,
  `${'> '.repeat(101)}x`,
  '- ]\t\n|',
  '![](/)',
  '*i*~~s~~',
  '_*_*_*',
  '>d[!tip]',
  '>[!tip]',
];
