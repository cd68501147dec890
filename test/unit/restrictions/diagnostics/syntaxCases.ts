import type { Cases } from './cases.ts';

const r = String.raw;

export const syntaxCases: Readonly<Record<string, Cases>> = {
  syntax: {
    bad: ['.*/issue)', '.*/(issue', '.*/[issue', '*/issue', '.*/a{3,2}', r`.*/\p{Foo}`, '.*/a[QueryParam::x==(]'],
    good: ['.*/issue', '.*/[]a]', '.*/(?:a|b)', r`.*/\(`, '{2}.*/a', '.*/issue/{key}', r`.*/\issue`],
  },
  'brace-template': {
    bad: ['.*/issue/{key}', '.*/{a}/{b}', '[get].*/issue/{issueIdOrKey}/comment', '.*/{project-id}', '.*/x{id}y'],
    good: ['.*/issue/[^/?]+', '.*/A-[0-9]{2}', r`.*/\{key\}`, r`.*/\p{Alpha}`, '.*/a{,3}', '.*/[{key}]'],
  },
  'brace-no-min': {
    bad: ['.*/a{,3}', '[get].*/[0-9]{,12}', '.*/(ab){,2}/x', '.*/a{,1}?', '.*/x[JsonData::a==b{,4}]'],
    good: ['.*/a{0,3}', '.*/a{3}', '.*/a{3,}', r`.*/a\{,3\}`, '.*/[{,3}]'],
  },
  'bad-escape': {
    bad: [r`.*\issue`, r`.*/\yes`, r`.*/a\_b\mc`, r`.*/[\i]`, r`.*/a[QueryParam::x==\q]`],
    good: [r`.*\.issue`, r`.*/\d+`, r`.*/\_`, r`.*/\bissue`, r`.*/\/x`],
  },
  'group-name': {
    bad: [
      '.*/(?<issue_key>A-1)',
      '.*/(?<1st>A)',
      '.*/(?<a-b>A)',
      '.*/(?<a b>A)',
      '.*/(?<é>A)',
      r`.*/(?<my_g>x)\k<my_g>`,
      r`.*/(?<my_g>x)(?<a_b>y)\k<a_b>\k<my_g>\k<my_g>`,
      '.*/(?<my_g>x)(?<myg>y)',
      '.*/(?<a_b>x)(?<a-b>y)(?<ab>z)',
    ],
    good: ['.*/(?<issuekey>A-1)', '.*/(?<K1>A)', '.*/(?<=a)b', '.*/(?<!a)b', '.*/(?:a_b)'],
  },
  'unknown-method': {
    bad: ['[fetch].*/rest', '[view].*/rest', '[write]/rest', '[update].*', '[create].*/rest/api/2/issue'],
    good: ['[get].*/rest', '[patch].*/rest', '[HEAD].*', '[pots].*', '[ab].*', '.*/[fetch]x', '[fetch]+/x'],
  },
  'method-typo': {
    bad: ['[pots].*', '[gett].*', '[delte].*/rest', '[PSOT].*', '[puts].*'],
    good: ['[post].*', '[GET].*', '[fetch].*', '[Delete].*', '[trace].*'],
  },
  'method-space': {
    bad: ['[POST ].*', '[ get].*', '[ put ].*/rest', '[delete  ].*', '[\tget].*', '[get] .*', '1 [get] .*/rest/a'],
    good: ['[post].*', '[get].*/a b', '[get].*[get] x', '[fetch ].*', '.*/[post ]x'],
  },
  'method-list': {
    bad: ['[get,post].*', '[GET, PUT].*', '[get|delete].*/rest', '[get post].*', '[get/put/delete].*'],
    good: ['[get].*', '[a,b].*', '[get,fetch].*', '.*/[get,post]', '[get].*[post]'],
  },
  'method-missing-bracket': {
    bad: [
      'post].*',
      'GET].*/rest',
      '[get.*/rest',
      '[delete/rest/api',
      '[put^.*/rest',
      'GET .*',
      'get /rest/api/2/myself',
    ],
    good: ['[post].*', '.*/post]', '[getx].*', 'https://a/[get]', '[get,post].*'],
  },
  'method-charclass': {
    bad: ['[a-z]+/rest', '[^/]*/rest', '[A-Z].*', '[0-9a-f]+', '[.]*/rest'],
    good: ['[get].*', '.*[a-z]+/rest', '[QueryParam::a==b]', '[get,post].*', '([a-z]+)/rest'],
  },
  'method-case': {
    bad: ['[GET].*', '[Post].*', '[dELETE].*', '[PUT].*/rest', '[Patch].*'],
    good: ['[get].*', '[post].*', '[delete].*', '.*/GET', '[FETCH].*'],
  },
  'suffix-syntax': {
    bad: [
      '.*/a[QueryParam:x=1]',
      '.*/a[queryparam::x==1]',
      '.*/a[QueryParams::x==1]',
      '.*/a[JsonData::x=1]',
      '.*/a[JsonData::x==1',
      '.*/a[Header::x==1]',
    ],
    good: [
      '.*/a[QueryParam::x==1]',
      '.*/a[JsonData::fields.x==[0-9]+]',
      '.*/a[QueryParam::x==1][JsonData::y==2]',
      '.*/[abc]',
      r`.*/a\[QueryParam:x`,
    ],
  },
  'suffix-order': {
    bad: [
      '[JsonData::a==b].*/rest',
      '[get][QueryParam::a==b].*/rest',
      '.*/a[QueryParam::x==1]/b',
      '[JsonData::a==b][JsonData::c==d].*',
      '.*/a[JsonData::x==1].*[JsonData::y==2]',
    ],
    good: [
      '.*/a[JsonData::a==b]',
      '[get].*/a[QueryParam::a==b]',
      '.*/a[QueryParam::x==1][QueryParam::y==2]',
      '.*/a[b]c',
      '[QueryParam::x==1]',
    ],
  },
  'pasted-line-number': {
    bad: ['1 .*/rest', '12 [get].*', '3. .*/a', '7) /rest/api', '100\thttps://a/rest', '1 2 3 4 .*/a .*/b', '1 GET .*'],
    good: ['.*/rest', '[get].*/1 .*', '2.*/rest', '1a .*/rest', '12345 .*/rest'],
  },
  'several-rules-one-line': {
    bad: [
      '.*/a.* [get].*/b',
      '[get].*/a [post].*/b',
      '.*/rest/a .*/rest/b',
      '/rest/a /rest/b',
      '1 .*/rest/a 2 [put].*/b',
    ],
    good: ['.*/a.*\n[get].*/b', '.*/a b', '[get].*/search?q=a or b', ' .*/rest/a', '.*/rest/a<br>.*/rest/b'],
  },
  'edge-space': {
    bad: ['.*/a ', ' .*/a', '.*/a\t', '[get].*/a  \n.*/b', '.*/a <br>.*/b'],
    good: ['.*/a', '.*/a b', '', '   ', '.*/a\n\n.*/b'],
  },
  'br-separator': {
    bad: ['a<br>b', 'a<BR/>b', 'a<br />b', '.*/a<br>', '.*/a<br><br>.*/b'],
    good: ['a\nb', r`a\nb`, 'a<b>r', '.*/a<brx>', '.*/[<]br[>]'],
  },
  'redundant-quant': {
    bad: [
      '.*/A-[1-2]{1}',
      '.*/a{1}',
      '.*/(ab){1}',
      '.*/a{1,1}',
      '.*/a[QueryParam::x==y{1}]',
      '.*/a{1}+b',
      '.*/(a|ab){1}?b',
      '.*/a{1}{2}',
      '.*/a\n{1}',
      r`.*/\01{1}2`,
      r`.*/(a)\1{1}1`,
    ],
    good: ['.*/a', '.*/a{2}', '.*/a{1,2}', '.*/a{1,}', r`.*/a\{1\}`, '.*/(a|ab){1}+b'],
  },
  'redundant-any': {
    bad: ['.*.*/rest', '.*/a.*.*', '[get].*.*', '.*.*?/a', '.*/a[QueryParam::x==.*.*]'],
    good: ['.*/.*', '.*.+', '.*/a.*b.*', '.*.', r`.*\.*`, '.*/a.*.*+x', '.*/a.{0,2000}.*'],
  },
  encoded: {
    bad: [
      '.*/search[?]jql=a b',
      '.*/é',
      '.*/project/Ü.*',
      '[get].*/a b/c',
      '.*/user/名',
      '.*/[]à-ü]',
      '.*/[^]à-ü]',
      '.*/a é+',
    ],
    good: ['.*/a%20b', '.*/e', '.*/a ', r`.*/\u00e9`, '.*/a+b'],
  },
  'case-flag': {
    bad: ['(?i).*/rest', '.*/(?i)issue', '.*/(?i:issue)', '(?is).*/x', '.*/(?iu)a'],
    good: ['.*/rest', '(?s).*/rest', r`.*/\(?i`, '.*/[(?i)]', '.*/(?-s)a'],
  },
};
