import type { Cases } from './cases.ts';

const r = String.raw;
const cloud = { product: 'cloud' } as const;

export const reachCases: Readonly<Record<string, Cases>> = {
  'no-leading-any': {
    bad: ['/rest/api/2/issue', '^/rest/api/2/issue', r`\/rest/api`, 'rest/api/2/issue', '[get]/rest/.*'],
    good: ['.*/rest/api/2/issue', 'https://a/rest', '^https?://a/rest', '[^/]*/rest', 'restful.*'],
  },
  'no-trailing': {
    bad: ['.*/issue', '[get].*/rest/api/2/myself', '.*/rest/api/2/issue/A-1/comment', 'https://a/rest/x', '.*/[ab]c'],
    good: ['.*/issue.*', '.*/issue$', '.*/issue([/?].*)?', '.*/issue/[0-9]+', '.*/issue/A-1'],
  },
  'find-unanchored': {
    assumptions: { match: 'find' },
    bad: ['/rest/api/2/issue', '^https://a/rest', '/rest$', '.*/rest/.*', '[get]/rest/api/2/myself'],
    good: ['^https://a/rest$', r`\Ahttps://a/rest\z`, '[get]^.*/rest$', '^a$', '^/b|c$'],
  },
  'allows-all': {
    bad: ['.*', '.+', '.*/rest/.*', 'https?://.*', '(?s).*', '.*rest.*'],
    good: ['[get].*', '.*/rest/api/2/.*', '.*[QueryParam::x==1]', '.*/issue/.*', '.'],
  },
  'allows-all-method': {
    bad: ['[get].*', '[post].*', '[DELETE].*/rest/.*', '[put].+', '[get]https://.*'],
    good: ['.*', '[get].*/api/2/.*', '[get].*[QueryParam::x==1]', '[post].*/issue', '[trace].*'],
  },
  'write-unscoped': {
    bad: [
      '.*/rest/api/2/issue.*',
      '.*/rest/api/2/project/.*',
      '.*/rest/api/2/issue/A-1/comment',
      '.*/rest/api/2/version.*',
      '.*/rest/agile/1.0/board.*',
    ],
    good: [
      '[get].*/rest/api/2/issue.*',
      '.*/rest/api/2/serverInfo',
      '.*/rest/api/2/search.*',
      '.*',
      '[delete].*/rest/api/2/issue/A-1',
      '.*/rest/api/2/issue/A-1/assignee',
    ],
  },
  'admin-reach': {
    bad: [
      '.*/rest/api/2/.*',
      '[post].*/rest/api/2/reindex',
      '.*/rest/api/2/cluster/.*',
      '[delete].*/rest/api/2/user.*',
      '.*/rest/api/2/permissionscheme.*',
    ],
    good: [
      '[get].*/rest/api/2/myself',
      '.*/rest/api/2/issue/A-1/comment',
      '[get].*/rest/api/2/project',
      '.*/rest/api/2/search.*',
      '.*',
    ],
  },
  'segment-prefix': {
    bad: [
      '.*/rest/api/2/issue.*',
      '[get].*/rest/api/2/project.*',
      '.*/rest/api/2/permission.*',
      '.*/rest/api/2/priority.*',
      'https://a/rest/api/2/status.*',
    ],
    good: [
      '.*/rest/api/2/issue/.*',
      '.*/rest/api/2/issue(/.*)?',
      '.*/rest/api/2/serverInfo.*',
      '.*/rest/api/2/issue',
      '.*/rest/api/2/issue[?].*',
    ],
  },
  'key-prefix': {
    bad: ['.*/KANBAN-1.*', '.*/issue/A1-12.*/comment', '[get].*/SCRUM-5.+', '.*/(AB-1.*)', '.*/PROJ_X-9.*'],
    good: ['.*/KANBAN-1', '.*/KANBAN-1/.*', '.*/KANBAN-1(?![0-9]).*', '.*/KANBAN-.*', '.*/api-2.*'],
  },
  'unescaped-dot-host': {
    bad: [
      'https://jira.example.com/rest/.*',
      '^http://jira.corp/rest',
      'jira.example.com/rest/.*',
      r`https://jira\.example.com/rest`,
      '[get]https://jira.example.com:8443/rest',
    ],
    good: [
      r`https://jira\.example\.com/rest/.*`,
      '.*/rest/extender/1.0/x',
      'https://localhost/rest',
      '.*/rest/api/2.0/issue',
      'https://[^/]+/rest',
    ],
  },
  'unescaped-question': {
    bad: ['.*/search?jql=.*', '.*/issue?fields=a', '[get].*/a/?x=1', '.*/user?username=bob', '.*/A-1?expand=names'],
    good: [r`.*/search\?jql=.*`, '.*/search[?]jql=.*', '.*/issues?', '.*/https?://a', '.*/(a?b)=c', '.*?x=1'],
  },
  'alternation-scope': {
    bad: [
      '.*/A-1|B-1',
      '.*/[A-Z/]-1|B-1',
      '.*/issue/A-1|A-2|A-3',
      '[get].*/issue|project',
      'https://a/x|y',
      '.*/rest/api/2|3',
    ],
    good: ['.*/(A-1|B-1)', '.*/a|.*/b', 'a|b', '.*/[a|b]', '.*/a|'],
  },
  'charclass-word': {
    bad: ['.*/[SCRUM]-1', '.*/issue/[KANBAN]-[0-9]+', '.*/[issue]/x', '.*/a[JsonData::p==[ABC]]', '[get].*/[comment]'],
    good: ['.*/(?:SCRUM)-1', '.*/[A-Z]-1', '.*/[ab]-1', '.*/[ABC]+-1', r`.*/\[SCRUM\]`],
  },
  'numeric-range': {
    bad: ['.*/S-[1-20]', '.*/[0-100]', '.*/[10-20]/x', '.*/S-[1-20]+', '.*/a[QueryParam::n==[1-50]]'],
    good: ['.*/S-[1-9]', '.*/[0-9]', '.*/(?:[1-9]|1[0-9]|20)', r`.*/\[1-20\]`, '.*/[1-9][0-9]'],
  },
  'query-smuggle': {
    bad: [
      '.*/rest/api/2/project.*',
      '[get].*/rest/api/2/myself',
      '.*/rest/api/2/issue/KANBAN-1/comment',
      '.+/rest/api/2/search',
      '.*/rest/api/2/issue/A-[0-9]+.*',
    ],
    good: [
      '[^?;]*/rest/api/2/project.*',
      r`https://jira\.example\.com/rest/api/2/project.*`,
      '.*',
      'https?://[^/]+/rest/api/2/myself',
      '.*/rest/extender/1.0/x',
    ],
  },
  'matrix-param': {
    bad: [
      '[^?]*/rest/api/2/project.*',
      '[get][^?]*/rest/api/2/myself',
      '[^?]*/rest/api/2/search',
      '[^?#]+/rest/api/2/field',
      '[^?]*/serverInfo',
    ],
    good: [
      '[^?;]*/rest/api/2/project.*',
      r`https://jira\.example\.com/rest/api/2/project`,
      '.*',
      '[^;]*/rest/api/2/field',
      '[get].*',
      '.*/rest/api/2/project.*',
      '.+/rest/api/2/field',
    ],
  },
  'dot-dot': {
    bad: [
      'https://[^/]+/rest/api/2/project/.*',
      '[^?;]*/rest/api/2/issue/.*',
      '[get][^?]*/rest/api/2/project/.*',
      '.*/rest/api/2/issue/A-1/.*',
      '.*/rest/api/2/filter/.*$',
    ],
    good: [
      '.*/rest/api/2/project/[^/?;]+',
      '.*/rest/api/2/project',
      '.*/rest/api/2/project.*',
      '.*',
      '.*/rest/api/2/project/[A-Z]+',
    ],
  },
  'double-slash': {
    bad: [
      r`https://jira\.example\.com.*/rest/api/2/project`,
      r`https://jira\.example\.com/*rest/api/2/myself`,
      r`[get]https?://jira\.example\.com[^?;]*/rest/api/2/issue/A-1`,
      'http://jira:8080/+rest/api/2/search.*',
      r`^https://jira\.example\.com.*rest/api/2/serverInfo`,
    ],
    good: [
      r`https://jira\.example\.com/rest/api/2/project`,
      '.*',
      '.*/rest/api/2/project',
      '[^?;]*/rest/api/2/project',
      '[^/]+//[^/]+/rest/api/2/myself',
      r`https://jira\.example\.com[^/]*/rest/api/2/myself`,
    ],
  },
  'api3-on-dc': {
    bad: [
      '.*/rest/api/3/issue',
      '[get].*/rest/api/3/.*',
      'https://a/rest/api/3/myself',
      '.*/api/3/search',
      '.*/rest/api/3',
    ],
    good: [
      '.*/rest/api/2/issue',
      '.*/rest/api/latest/issue',
      '.*/rest/agile/3/x',
      '.*/rest/api/30/x',
      '.*/rest/api/(2|3)/x',
    ],
  },
  'latest-alias': {
    bad: [
      '.*/rest/api/(2|latest)/project\n.*/rest/api/2/issue',
      '[get].*/rest/api/2/.*\n.*/rest/api/latest/issue',
      '.*/rest/api/(latest|3)/x\n.*/rest/api/3/issue',
      'https://a/rest/api/2/x\n[get].*/rest/api/latest/x',
      '.*/api/2/issue\n.*/api/latest/issue\n.*',
    ],
    good: [
      '.*/rest/api/2/issue',
      '.*/rest/api/2/issue\n.*/rest/api/2/project',
      '.*/rest/api/(2|latest)/issue\n.*/rest/api/latest/project',
      '.*/rest/api/latest/issue\n.*/rest/.*',
      '.*/rest/api/2/latest\n.*/rest/api/2/issue',
      '.*/rest/agile/2/x\n.*/rest/api/latest/x',
    ],
  },
  'context-path': {
    bad: [
      'https://a/rest/.*',
      r`^https://jira\.example\.com/rest/.*`,
      'http://a:8080/rest',
      'https?://a/rest/x',
      '[get]https://[a-z]+/rest/x',
    ],
    good: ['https://a/jira/rest/.*', '.*/rest/.*', 'https://a(/jira)?/rest/.*', '/rest/.*', 'https://.*/rest/.*'],
  },
  'not-rest': {
    bad: ['.*/secure/.*', 'https://a/browse/A-1', '.*/plugins/servlet/x', '[get].*/login', '.*/servicedesk/.*'],
    good: ['.*/rest/.*', '.*', '.*/issue/.*', '.*issue', '/rest'],
  },
  'deprecated-endpoint': {
    assumptions: cloud,
    bad: [
      '[get].*/rest/api/3/search',
      '[post].*/rest/api/3/search',
      '.*/rest/api/3/search',
      '[get].*/rest/api/3/project',
      'https://[^/]+/rest/api/3/search',
    ],
    good: [
      '[get].*/rest/api/3/search/jql',
      '.*',
      '[get].*/rest/api/3/myself',
      '.*/rest/api/3/.*',
      '[get].*/rest/api/3/issue/A-1',
    ],
  },
  'no-endpoint': {
    bad: [
      '.*/rest/api/2/isue.*',
      '.*/rest/api/2/projct',
      '.*/rest/api/2/issue/A-1/coment',
      '.*/rest/agile/1.0/bord',
      '[get].*/rest/api/2/foo/bar',
    ],
    good: [
      '.*/rest/api/2/issue.*',
      '.*/rest/api/2/issue/A-1',
      '.*/rest/extender/1.0/x',
      '.*/secure/x',
      '/rest/api/2/issue',
      '.*/rest/api/2/[a&&b]',
    ],
  },
  'method-endpoint': {
    bad: [
      '[put].*/rest/api/2/issue/A-1/comment',
      '[delete].*/rest/api/2/search',
      '[post].*/rest/api/2/serverInfo',
      '[patch].*/rest/api/2/issue/A-1',
      '[get].*/rest/api/2/issue/A-1/assignee',
    ],
    good: [
      '[post].*/rest/api/2/issue/A-1/comment',
      '[get].*/rest/api/2/search',
      '.*/rest/api/2/serverInfo',
      '[put].*/rest/api/2/isue',
      '[get].*',
    ],
  },
};
