import * as jira from '../../../src/jira/index.ts';
import type { Call } from './recorder.ts';

/** Searches for a trace once, at once. */
const quick = { timing: { firstLookMs: 0, maxWaitMs: 0, looks: 1 } };

const person = { accountId: '5b:1', name: 'fred', key: 'k', displayName: 'Fred F', active: false };
const brief = { key: 'PAY-2', fields: { summary: 'Other', status: { name: 'Open' } } };
const comment = {
  ...{ id: '7', author: person, created: '2026-01-01T00:00:00.000+0000', updated: '2026-01-02', body: 'said *so*' },
  visibility: { type: 'role', value: 'Developers' },
  properties: [{ key: 'sd.public.comment', value: { internal: true } }],
  jsdPublic: false,
};
const document = {
  version: 1,
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'rich' }] }],
};
const allowed = [
  { id: '1', name: 'One', children: [{ id: '11', value: 'Below' }] },
  { key: 'k', value: 'Two' },
];
const field = (schema: object, more: object = {}) => ({
  ...{ fieldId: 'f', key: 'f', name: 'A field', required: true, hasDefaultValue: true },
  schema: { type: 'string', ...schema },
  ...more,
});
const customs =
  'textfield textarea float datepicker datetime url labels select radiobuttons multiselect multicheckboxes cascadingselect userpicker multiuserpicker people grouppicker multigrouppicker gh-sprint gh-epic-link gh-epic-label other'.split(
    ' ',
  );
const systems = ['summary', 'description', 'environment', 'labels', 'duedate', 'parent', 'timetracking', 'other'];
const types = ['string', 'number', 'date', 'datetime', 'user', 'group', 'option-with-child', 'array', 'other'];
const fields = [
  ...customs.map(each => field({ custom: `com.x:${each}` })),
  ...systems.map(system => field({ system })),
  ...types.flatMap(type => [field({ type }), field({ type }, { allowedValues: allowed })]),
  ...['user', 'group', 'string', 'option'].flatMap(items => [
    field({ type: 'array', items }),
    field({ type: 'array', items }, { allowedValues: allowed }),
  ]),
];
const fewFields = [field({ custom: 'c:select' }, { allowedValues: allowed }), field({ system: 'summary' })];
const issue = {
  ...{ id: '100', key: 'PAY-1' },
  fields: {
    ...{ summary: 'A summary', issuetype: { name: 'Bug' }, priority: { name: 'High' }, updated: '2026-03-03' },
    status: { name: 'In Review', statusCategory: { key: 'indeterminate' } },
    ...{ assignee: person, reporter: person, created: '2026-02-02', resolution: { name: 'Done' }, labels: ['a', 'b'] },
    ...{ project: { key: 'PAY', name: 'Payments' }, description: document, parent: brief, subtasks: [brief] },
    issuelinks: [
      { type: { outward: 'blocks', inward: 'is blocked by' }, outwardIssue: brief },
      { type: { outward: 'blocks', inward: 'is blocked by' }, inwardIssue: brief },
    ],
    attachment: [
      { id: '5', filename: 'a.log', mimeType: 'text/plain', size: 12, author: person, created: '2026-01-01' },
      { id: 6 },
    ],
    comment: { comments: [comment], total: 9 },
    worklog: { worklogs: [{ author: person, timeSpent: '2h', started: '2026-01-01', comment: document }] },
    ...{ watches: { isWatching: true }, votes: { hasVoted: true }, creator: person, workratio: 3, environment: 'env' },
    ...{ customfield_1: [{ displayName: 'D' }, { value: 'V', child: { value: 'C' } }, { name: 'N' }, { key: 'K' }] },
    ...{ customfield_2: '2026-01-01T00:00:00.000+0000', customfield_3: '*wiki*', customfield_4: document },
    ...{ customfield_5: 5, customfield_6: true, customfield_7: null, customfield_8: {}, customfield_9: 'PAY-3' },
  },
  names: { customfield_1: 'Several', customfield_2: 'When', customfield_4: 'Another' },
  schema: { customfield_2: { type: 'datetime' }, customfield_3: { custom: 'x:textarea' } },
  changelog: {
    histories: [
      { author: person, created: '2026-01-01', items: [{ field: 'status', fromString: 'A', toString: 'B' }] },
      { author: person, created: '2026-01-02', items: [{ field: 'labels', fromString: null, toString: 'x' }] },
    ],
  },
  editmeta: { fields: { summary: {}, labels: {} } },
};
const names = [{ value: 'status', displayName: 'Status <b>x</b>', operators: ['=', 'in'] }, { value: 'bare' }];
const sprints = [
  { id: 3, name: 'Sprint 3', state: 'active', type: 'scrum' },
  { id: 4, name: 'Sprint 4', state: 'future', type: 'kanban' },
];
const transition = {
  ...{ id: '31', name: 'Review', to: issue.fields.status, hasScreen: true },
  fields: { resolution: field({ type: 'resolution' }, { allowedValues: allowed }) },
};
const serverInfo = { deploymentType: 'Cloud', version: '9.12.4', serverTitle: 'Our Jira' };

const key = 'PAY 1/2';
const written = { body: 'a body', visibility: { type: 'group', value: 'devs' }, internal: true } as const;
type Session = jira.JiraSession;

const bySession: readonly (readonly [name: string, answer: unknown, run: (session: Session) => Promise<unknown>])[] = [
  ['readIssue', issue, s => jira.readIssue(s, key)],
  ['readIssueDetails', issue, s => jira.readIssueDetails(s, key)],
  ['listComments', { comments: [comment], total: 5 }, s => jira.listComments(s, key, 5)],
  ['readComment', comment, s => jira.readComment(s, key, 'a/b')],
  ['addComment', comment, s => jira.addComment(s, key, written, quick)],
  [
    'addComment, plain',
    { ...comment, body: document, properties: [] },
    s => jira.addComment(s, key, { body: 'x' }, quick),
  ],
  ['updateComment', comment, s => jira.updateComment(s, key, '7', written, quick)],
  ['deleteComment', {}, s => jira.deleteComment(s, key, 'a/b', quick)],
  ['listProjects', { values: [{ id: '1', key: 'PAY', name: 'P' }], total: 1, isLast: true }, s => jira.listProjects(s)],
  ['listProjects, many', { values: [{ key: 'PAY' }], total: 3, isLast: false }, s => jira.listProjects(s)],
  ['listProjects, list', [{ id: '1', key: 'PAY', name: 'P' }], s => jira.listProjects(s)],
  ['listIssueTypes', { values: [{ id: '1', name: 'Bug', subtask: true }], total: 2 }, s => jira.listIssueTypes(s, key)],
  ['readCreateFields', { fields: fewFields, total: 3, isLast: true }, s => jira.readCreateFields(s, key, '1/2')],
  ['readCreateFields, all kinds', { values: fields }, s => jira.readCreateFields(s, key, '1')],
  ['createIssue', { key: 'PAY-9', issues: [] }, s => jira.createIssue(s, { summary: 'x' }, quick)],
  ['assignIssue', {}, s => jira.assignIssue(s, key, '5b:1', quick)],
  ['assignIssue to nobody', {}, s => jira.assignIssue(s, key, undefined, quick)],
  ['editIssue', {}, s => jira.editIssue(s, key, { labels: ['a'] }, quick)],
  ['listLabels', { values: ['a', 'b'] }, s => jira.listLabels(s)],
  ['moveToSprint', {}, s => jira.moveToSprint(s, ['PAY-1', key], '7', quick)],
  ['moveToSprint, backlog', {}, s => jira.moveToSprint(s, ['PAY-1'], undefined, quick)],
  ['listSprints', { values: sprints }, s => jira.listSprints(s, key)],
  ['logWork', {}, s => jira.logWork(s, key, { timeSpent: '2h', startedAt: 1e12, comment: document }, quick)],
  ['readWorklog', { id: '7' }, s => jira.readWorklog(s, key, 'a/b')],
  [
    'updateWorklog',
    { id: '7' },
    s => {
      const change = { timeSpent: '2h', started: '2027-01-09T04:05:00.000+0000', comment: null };
      return jira.updateWorklog(s, key, 'a/b', change, { type: 'role', value: 'Developers' }, quick);
    },
  ],
  ['deleteWorklog', {}, s => jira.deleteWorklog(s, key, 'a/b', quick)],
  ['logWork, plain', {}, s => jira.logWork(s, key, { timeSpent: '2h', startedAt: 1e12 }, quick)],
  [
    'readRemoteLink',
    { object: { url: 'https://ci/1/', title: 'main #1', summary: 'passed' }, application: { name: 'Jenkins' } },
    s => jira.readRemoteLink(s, key, 'https://ci/1/?a&b'),
  ],
  ['readRemoteLink, bare', { object: {} }, s => jira.readRemoteLink(s, key, 'x')],
  [
    'setRemoteLink',
    { id: 7 },
    s => jira.setRemoteLink(s, key, { globalId: 'i', url: 'u', title: 't', summary: 's', application: 'a' }, quick),
  ],
  [
    'listLinkTypes',
    {
      issueLinkTypes: [
        { id: '1', name: 'Blocks', outward: 'blocks', inward: 'is blocked by' },
        { id: '2', name: 'Old' },
        {},
      ],
    },
    s => jira.listLinkTypes(s),
  ],
  ['linkIssues', {}, s => jira.linkIssues(s, { type: '1', from: key, to: 'PAY-9' }, quick)],
  ['unlinkIssues', {}, s => jira.unlinkIssues(s, '7/8', quick)],
  [
    'listWebLinks',
    [
      { id: 7, object: { url: 'https://ci/1/', title: 'main #1' }, relationship: 'is built by' },
      { id: 8, object: { url: 'u' } },
      {},
    ],
    s => jira.listWebLinks(s, key),
  ],
  ['removeWebLink', {}, s => jira.removeWebLink(s, key, '7', quick)],
  ['readEditableFields', { fields: { f: fewFields[0], g: 7 } }, s => jira.readEditableFields(s, key)],
  ['readFieldValues', { fields: { f: 1 } }, s => jira.readFieldValues(s, key, ['f', 'g h'])],
  ['voteForIssue', {}, s => jira.voteForIssue(s, key, true, quick)],
  ['voteForIssue no more', {}, s => jira.voteForIssue(s, key, false, quick)],
  ['watchIssue', {}, s => jira.watchIssue(s, key, true, 'me', quick)],
  ['watchIssue no more', {}, s => jira.watchIssue(s, key, false, 'm e', quick)],
  ['checkJql', { queries: [{ errors: ['Wrong.'] }] }, s => jira.checkJql(s, 'a = 1')],
  ['countIssues', { count: 17 }, s => jira.countIssues(s, 'a = 1')],
  ['listFavoriteFilters', [{ id: '1', name: 'Mine', jql: 'a = 1' }], s => jira.listFavoriteFilters(s)],
  [
    'readJqlWords',
    { visibleFieldNames: names, visibleFunctionNames: names, jqlReservedWords: ['and', 'or'] },
    s => jira.readJqlWords(s),
  ],
  ['suggestJqlValues', { results: names }, s => jira.suggestJqlValues(s, 'status', 'In P')],
  ['findAssignable to an issue', [person], s => jira.findAssignable(s, { issue: key }, 'fr ed')],
  ['findAssignable in a project', [person], s => jira.findAssignable(s, { project: key }, 'fr')],
  ['findPeople', [person, { name: 'bare' }, { key: 'old' }, {}], s => jira.findPeople(s, 'fr')],
  ['findPeople, all', [person], s => jira.findPeople(s, '')],
  ['readNames', { ...person, values: [person, {}] }, s => jira.readNames(s, ['5b:1', 'fr ed'])],
  ['findGroups', { groups: [{ name: 'devs' }, {}] }, s => jira.findGroups(s, 'd')],
  ['readRoles', { Users: 'url', Developers: 'url' }, s => jira.readRoles(s, key)],
  ['searchIssues', { issues: [issue], nextPageToken: 't', total: 3 }, s => jira.searchIssues(s, 'a = 1', 2)],
  [
    'searchIssues, next page',
    { issues: [{ ...issue, fields: { ...issue.fields, parent: null } }], nextPageToken: '1', total: 2 },
    s =>
      jira.searchIssues(s, 'a = 1', 2, '1' as jira.SearchCursor, {
        boards: { epic: 'customfield_9', sprint: 'customfield_8' },
        projects: true,
      }),
  ],
  ['listTransitions', { transitions: [transition, { id: '41' }] }, s => jira.listTransitions(s, key)],
  ['takeTransition', {}, s => jira.takeTransition(s, key, '31', { resolution: { id: '1' } }, { body: 'why' }, quick)],
  ['takeTransition, plain', {}, s => jira.takeTransition(s, key, { id: '31', to: 'Done' }, {}, undefined, quick)],
  ['readMyself', person, s => jira.readMyself(s)],
  ['boardFieldsOf', [{ id: 'a' }, { id: 'b', schema: { custom: 'x:gh-epic-link' } }], s => jira.boardFieldsOf(s)],
];

const credentials = {
  cloud: { login: jira.JiraLogin.basic, user: 'me@x', secret: 's3cret' },
  dataCenter: { login: jira.JiraLogin.bearer, secret: 's3cret' },
} as const;

export const jiraCalls: readonly Call[] = [
  ...(['cloud', 'dataCenter'] as const).flatMap(flavor =>
    bySession.map(([name, answer, run]) => ({
      name: `${name} (${flavor})`,
      answer,
      run: (http: ConstructorParameters<typeof jira.JiraSession>[0]) =>
        run(new jira.JiraSession(http, flavor, () => jira.jiraLogin(http, credentials[flavor]))),
    })),
  ),
  { name: 'probeJira', answer: serverInfo, run: http => jira.probeJira(http) },
  { name: 'probeJira, old', answer: { version: '4' }, run: http => jira.probeJira(http) },
];
