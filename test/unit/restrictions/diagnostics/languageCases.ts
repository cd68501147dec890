import type { Cases } from './cases.ts';

const r = String.raw;

export const languageCases: Readonly<Record<string, Cases>> = {
  duplicate: {
    bad: [
      '.*/a\n.*/a',
      '[get].*/a\n[GET].*/a',
      '.*/a\n.*/b\n.*/a',
      '.*/a<br>.*/a',
      '.*/a[QueryParam::x==1][QueryParam::y==2]\n.*/a[QueryParam::y==2][QueryParam::x==1]',
    ],
    good: ['.*/a\n.*/b', '[get].*/a\n[post].*/a', '.*/a\n[get].*/a', '.*/a\n.*/a[QueryParam::x==1]', '.*/a\n.*/A'],
  },
  shadowed: {
    bad: [
      '.*/rest/.*\n.*/rest/api/2/issue',
      '.*/rest/api/2/issue\n.*/rest/.*',
      '.*\n[get].*/a',
      '[get].*/a.*\n[get].*/ab',
      '.*/(a|b)\n.*/a',
      '.*/a\n.*/a[QueryParam::x==1]',
      '.*/[ab]\n.*/(a|b)',
      '.*/rest/.*\n[^?]*/rest/a/[^/]+',
      '.*\n[^?]*/rest/a/[^/]+',
    ],
    good: [
      '.*/a\n.*/b',
      '[get].*/rest/.*\n.*/rest/a',
      '.*/a\n.*/a',
      '.*/rest/.*[QueryParam::x==1]\n.*/rest/a',
      '[get].*/a\n[post].*/a',
      '.*/ab.*\n.*/ac.*',
    ],
  },
  'empty-language': {
    bad: ['.*/[a&&b]', 'a^b', '.*$a', r`.*\zb`, '.*/a(?!.*)', '.*/x[JsonData::a==[a&&[b]]]'],
    good: ['.*/[ab&&b]', '^a', '.*a$', '.*/a(?!b)', '(?:)'],
  },
  'redos-exp': {
    bad: ['((a+)+)+x', '.*/((.*)*)*x', '(?:(?:a|aa)+x?)+y', '(a+)*?b', '(a|aa){1,80}b', r`(b)?(a+)+\1c`],
    good: ['(a|aa)+b', '(a+)+b', '.*/rest/.*', '(?:ab)+c', 'a*+b', '(?>a+)+b'],
  },
  'redos-poly': {
    bad: ['.*/rest/.*/issue/.*/comment/.*/x', '(x+x+)+y', '.*a.*a.*a.*b', '[^/]*[^?]*[a-z]*x', 'a*a*a*b'],
    good: ['.*/rest/api/2/issue/.*', '.*/rest/.*/comment', '((a+)+)+x', '(a|aa)+b', '[^/]+/[^/]+/[^/]+/x'],
  },
  'too-complex': {
    bad: ['.*a.{16}', '.*(a|b).{18}c', '.{1,5000}.{1,5000}', r`.*/(a)\1`, '.*/(?<=a)b'],
    good: ['.*a.{3}', '.*/issue', '.{1,200}', '(a|b)*', '.*/(?!b)a'],
  },
  'stack-overflow': {
    bad: [
      '(a?b?)*c',
      '.*/(a|b)*',
      r`([^/]|%2F)*`,
      r`(.|\s)*`,
      '.*/(?:a|bc)*',
      '.*/(x|y|z)+/q',
      '.*/(a?b)*',
      '.*/(?:(a|b))*',
      '.*/(?:[ab]*c)*',
      '.*/x/([A-Za-z0-9_-]|%)*',
      '.*/x/([+-]|z)*',
      '.*/x/(z|[+-])*',
      '.*/x/(x|[-a])*',
      '.*/x/(x|[a-c&&b])*',
      '.*/x/(a|[&]|[&]|b)*',
      r`.*/x/(a|\-|z|&|]|\^)*`,
      r`.*/x/(\^|a|\[)+`,
      r`.*/x/(\Q^\E|\Q[\E|a)*`,
      r`.*/x/([\w-]|\.)*?`,
      r`.*/x/(\d|[^a-z]|\p{Lu}){2,}`,
      '.*/x/(?i:a|b)*',
      '(?i).*/x/(a|[b-d])*',
      '.*/x/(?x: a | b )*',
      r`(?x).*/x/(a|[b c]|\#|z)*`,
    ],
    good: [
      '.*/[ab]*',
      '.*/(?:c*c)*',
      '.*/(?:(ab))*',
      '.*/(a|b)',
      '.*/(?:a|b)*+',
      '.*/(ab)*',
      '.*/(a|b){0,20}',
      '.*/(?:abcdefgh|ijklmnop)*',
    ],
  },
};
