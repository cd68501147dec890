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
  ...emoticons.map(each => `a${each} ${each}1 (${each})`),
  ...[...colors, ...hexColors].map(each => `{color:${each}}x{color}`),
  'a \\',
  'a \\ b \\',
  '\\a \\é \\1',
  '[{{m}}|https://e.com] [a {{m}} *b*|https://e.com]',
  '[ https://e.com ] [t| https://e.com ] [t|https://e.com |x]',
  '[mailto:a@b.c] [a^b] [^a^b] [x|^f.txt] [t|mailto:a@b.c]',
  '[] [[] []] [a] [a|b] [a|b|c] [|https://e.com] [a\\]b]',
  '[a [https://b.c\\]|https://e.com] [x https://b.c y|https://e.com]',
  '[a|https://b.c [d|https://e.com]',
  '[a]|[b] [~fred]|[~] [#x]|y',
  '!https://e.com/a! !a https://e.com! a!b!c !a.png!!b.png!',
  '?? a?? ??a ?? ??a?? ???a?? ??? ?? a?b? ??a',
  '??{quote}?? ??a\nb??',
  '{*}a {*}b{*} c{*} _a *b _c_ d* e_ *a *b* c*',
  '*a\nb* *a*b* {*}a\nb{*} *a\\* b*',
  '{status:TITLE=x|Colour=RED} {status:color=blue|title=} {Status:title=x} {status:titles=x}',
  '&#65;&#1114112;&#x41;&#; &#9731;',
  '{{a\\*b&#65;}} {{a}}}} {{a\nb}} {{}} {{ }}',
  'a -- b\n-- c\n--\n---\n*--* a --\tb',
  'http://e.com. mailto:a@b.c. xhttp://e.com https:// mailto: http://e.com/(a)',
  '{a} {a:b} {a b} {1a} {a:} {a: b} {a-b.c} {code} {anchor:x}',
  'a \\\\ b\\\\\nc  \n  d\\\\',
  '*a {{m}} b* {color:red}a {{m}}{color} _{{a}}{{b}}_',
  '{anchor:x}',
  '[https://e.com',
  '[https://e.com/mailto:x] [https://e.com/^x] [a [#x\\]|https://e.com]',
  '[a~fred] [a|~fred] [https://e.com/~x] [~xaccountid:5] [~accountid:5]',
  '*a [t|https://e.com] b* *[AB-1] x* *a http://e.com/x b*',
  '[x http://e.com] [t|x http://e.com] [t|xAB-1] [t|AB-1x] http://e.com/mailto:x',
  '*a !b.png!* *!b.png! a* *!b.png!* *:)* *a :)*',
  '^a ~b~ c^ ~a ^b^ c~ +a _b_ c+ -a *b* c-',
  '[a\\|b|https://e.com] [a|https://e.com\\|x] [|] [||]',
  '# o\n\n# |',
  '-mailto:a@-',
  ' h2. ',
  'line\n----\nline',
  '{color:red}http:///a[http://]{color}',
  '{{ x}}',
  '*t **',
  '_{_',
  '|[|',
  '|{|',
  '|{T|}{',
  '|* b',
];

const blocks = [
  '',
  ' ',
  '\n\n',
  'a\n \nb\n',
  'h1. a {quote}b{quote} c\nh2.  \nh3. a\\\\b',
  'bq. a {code}b{code} c\nbq.  \nbq.x',
  '-- a\n- b\n--- c\n---- \n-----',
  '* a\n*# b\n*#* c\n* d\n# e',
  '** a\n* b\n*** c\n** d',
  '* a\n\n* b\n  * c\n*d\n*  e',
  '*-- a\n-*- b\n\n--* c\n\n*--- d',
  ' |a|b|\n  ||c||d',
  '|{{1|2}}|{{ a|b }}|c|',
  ' {quote}a{quote}\n\t {code}b{code} c\n  {info}d{info}',
  '|a|b{quote}|c{quote}|d|\n|!a|width=1!|!b!|\n|! a|b!|c|',
  '|{{a}} |{{b|c}}}|\n|{{a\n}}|b|\n|{a|b\n}|c|\n|{a{b}|c}|',
  '|{code:a|b}|c{code}|d|\n|{x:a|b}|c|\n|{x:a|b{y}|c|',
  '|\n|a|\n|\n\n|\n* a\n|b|',
  '|\n \n|x|\n\n|a|\n\n\n|b|',
  '* {code}x{code} \n* a {noformat}y{noformat} {quote}z{quote} b \n*  {quote}q{quote}  {code}c{code}',
  '* a\nb {quote}c\n\nd{quote} e\nf\n\ng',
  '|{{a|b}}|c|\n|{{a|c|\n|{{a}}|{{b|c}}|',
  '|{color:red|x}|c|\n|{a{b|c}|d|\n|{a b|c}|{a:b|c}|{1|2}|',
  '|!a|b!|c|\n|!a|b|\n|x !|! y|\n|a!b|c!|d|\n|!a|b!c|!|d!|',
  '|[a|b]|c|\n|[a|b|\n|[a\nb]|c|\n|\\[a|b]|',
  '|\\|a|b\\|\n|a\\\\|b|\n|\\',
  '|a| \n|b|  \nc\n|d',
  '||\n||\nx|\n||a\nb||\n||a|b||c|',
  '|a\n|b|\n\n|c\n\nd|',
  '| |\n|\n|x|\n|\n \n|y|\n|\n a \n|',
  '|a\nb|c\n* d|\n|{quote}q{quote}|{code}\nx|y\n{code}|',
  '|a|\n{quote}b{quote}\n|c|{noformat}|{noformat}|',
  '{code:title=a|b=c|sql|d}x{code}\n{code:java|java}y{code}\n{code:}z{code}',
  '{code}a{noformat}b{code}c{noformat}\n{noformat}a{code}b{noformat}',
  '{quote}a{code}{quote}{code}b{quote}\n{panel}{noformat}{panel}{noformat}{panel}',
  '{quote}a{quote}{quote}b{quote} c {quote}d{quote}',
  '{panel}a{info}b{info}c{panel}{panel:x}d{panel}',
  '{panel:title=T}a{panel}\n{panel:bgColor=red|title=U|x=y}b{panel}\n{panel:titles=V}c{panel}\n{info:title=W}d{info}',
  '\\{quote}a{quote}\n{quote}b\\{quote} c{quote}',
  '{quote:a\nb}c{quote}\n{code:a b}c{code}',
  '{expand}a{expand}\n{expand:T}{expand}\n{expand:T}* a\n* b{expand}',
  '{quote}\n{quote}\n{info}{info}\n{code}{code}\n{noformat}\n\n{noformat}\n{code}\n\n\nx\n\n{code}',
  '{color:red}a\n* b{color}\n{color:red}a\n\n\nb{color}',
  'a\r\n|b|\r\n\r\n* c\r\n\r\n{quote}\r\nd\r\n{quote}\r\ne',
  '\ta\n\th1. b\n\t* c\n\t|d|\n\t----\n\tbq. e\n\t{quote}f{quote}',
  'a\n\n\n----\n\n\nb  \n\n',
];

const deep = [
  ...[33, 49, 50, 51].map(count => nested(count, '*_', 'x', '_*')),
  ...[47, 48, 49].map(count => `# a\n${'#'.repeat(count)} x`),
  ...[5, 6, 7, 8].flatMap(count =>
    ['*a _b +c+_*', '|*a _b_*|', '# *a*', '{tip}b{tip}'].map(
      each =>
        `{quote}\n${'#'.repeat(40)} {panel}\n${'#'.repeat(count)} {info}{note}\n${each}\n{note}{info}{panel}\n{quote}`,
    ),
  ),
  '{quote}{panel}|{note}{tip}|{info}{warning}|x|{warning}{info}|{tip}{note}|{panel}{quote}',
];

/** Wiki markup. */
export const wikiCorners: readonly string[] = [
  ...inlines,
  ...inlines.map(each => `* ${each}`),
  ...inlines.map(each => `|${each}|x|`),
  ...blocks,
  ...deep,
  ...blocks.map((each, at) => `${each}\n${blocks[(at + 11) % blocks.length]}`),
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
  `${'*_'.repeat(20)}x${'_*'.repeat(20)} y`,
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
