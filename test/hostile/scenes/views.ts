import {
  answerInput,
  deleteJob,
  InputAnswer,
  indexJobs,
  type Parameter,
  ParameterKind,
  readLevel,
  readOffers,
  verifyJenkins,
} from '../../../src/jenkins/index.ts';
import type { IndexLimits } from '../../../src/jenkins/jobs/jobIndex.ts';
import { readJob } from '../../../src/jenkins/jobs/jobs.ts';
import { htmlOfBody } from '../../../src/jira/documents/index.ts';
import {
  boardFieldsOf,
  checkJql,
  countIssues,
  deleteComment,
  findAssignable,
  findPeople,
  JiraFlavor,
  listFavoriteFilters,
  listProjects,
  readIssueDetails,
  readMyself,
  searchIssues,
  voteForIssue,
} from '../../../src/jira/index.ts';
import { json, page } from '../answers.ts';
import { type Act, answering, type Stage, scene } from '../scene.ts';

const folderClass = 'com.cloudbees.hudson.plugins.folder.Folder';
const top = { folder: '', view: [] };
const notUnderstood = { error: 'UnexpectedAnswerError', words: /an unexpected response/ };

const level = async ({ jenkins }: Stage) => {
  const { jobs } = await readLevel(jenkins(), top);
  return `(jobs: ${jobs.map(({ fullName }) => JSON.stringify(fullName)).join(', ') || 'none'})`;
};
const index =
  (limits?: IndexLimits) =>
  async ({ jenkins, show }: Stage) => {
    let unread = 0;
    const found = await indexJobs(jenkins(), { onUnread: () => unread++, ...(limits && { limits }) });
    if (unread > 0) show('(told that folders are not read)');
    return `(${found.length} items)`;
  };
const jiraReads: Readonly<Record<string, (stage: Stage, flavor: JiraFlavor) => Promise<unknown>>> = {
  fields: ({ jira }, flavor) => boardFieldsOf(jira(flavor)),
  'favorite filters': ({ jira }, flavor) => listFavoriteFilters(jira(flavor)),
  'people to assign': ({ jira }, flavor) => findAssignable(jira(flavor), { issue: 'A-1' }, ''),
  people: ({ jira }, flavor) => findPeople(jira(flavor), 'a'),
};

/** Does what would be done to something else, were the name a step in a path. */
const dottedWrites: Readonly<Record<string, (stage: Stage) => Promise<string>>> = {
  'the deletion of a comment named ..': async ({ jira }) => JSON.stringify(await deleteComment(jira(), 'A-1', '..')),
  'a vote for an issue named ..': async ({ jira }) => JSON.stringify(await voteForIssue(jira(), '..', true)),
  'an answer to an input named ..': async ({ jenkins }) => {
    const input = { id: '..', message: '', ok: '', parameters: [], submitter: undefined };
    return JSON.stringify(await answerInput(jenkins(), { job: 'a', number: 1, input }, InputAnswer.abort));
  },
};

const listed: Parameter = {
  ...{ kind: ParameterKind.other, name: 'P', type: 'X', className: 'x.X', choices: [] },
  ...{ description: undefined, defaultValue: undefined, delimiter: '', project: undefined, pattern: undefined },
};

const deep = `${'{"x":['.repeat(20_000)}1${']}'.repeat(20_000)}`;
const oddEntries = [
  ...['1', 'null', '[]', '"job"', '{}', '{"name":5}', deep],
  ...[`{"name":"deep","color":${deep},"healthReport":${deep},"lastBuild":${deep}}`, '{"name":"100%","color":"blue"}'],
  ...['{"name":"%zz%C3","color":"blue"}', '{"name":"\\ud800","color":"blue"}', '{"name":".."}', '{"name":"good"}'],
];

const goodText = {
  version: 1,
  type: 'doc',
  content: [{ type: 'paragraph', content: [{ type: 'text', text: 'good words' }] }],
};

/** Bodies that are none, or deeper than any. */
const badBodies: Readonly<Record<JiraFlavor, readonly [good: unknown, bad: unknown, worse: string]>> = {
  [JiraFlavor.cloud]: [goodText, { type: 'doc', content: 7 }, deep],
  [JiraFlavor.dataCenter]: ['good words', 7, JSON.stringify('*_'.repeat(10_000))],
};

/** Answer of an issue with two texts that can be read. */
function pageOf([good, bad, worse]: readonly [good: unknown, bad: unknown, worse: string]): string {
  const comment = (id: string, body: string) => `{"id":"${id}","body":${body}}`;
  const comments = [
    comment('1', JSON.stringify(good)),
    comment('2', JSON.stringify(bad)),
    comment('3', JSON.stringify(good)),
  ];
  // An answer to both requests: for the issue, and for its comments.
  return `{"key":"A-1","fields":{"summary":"s","description":${worse}},"comments":[${comments}],"total":3}`;
}

export const views: Act = {
  line: 'an answer of another type is no empty view; odd entries cost themselves; no name makes another path',
  scenes: [
    ...['[]', '{"jobs":"none"}', 'null'].map((answer, at) =>
      scene(`${answer} for a folder`, {
        ...(at === 1 && { isQuick: true }),
        serve: answering((_, res) => json(res, answer)),
        play: level,
        ...notUnderstood,
      }),
    ),
    scene('a login page with status 200 for a folder', {
      serve: answering((_, res) => page(res)),
      play: level,
      error: 'InterceptedError',
      words: /Unexpected response from .*Sign in to Example/,
    }),
    scene('[] for a job', {
      serve: answering((_, res) => json(res, [])),
      play: async ({ jenkins }) => (await readJob(jenkins(), 'a')).fullName,
      ...notUnderstood,
    }),
    scene('entries of wrong types, odd names, JSON nested 20,000 deep in a folder', {
      isQuick: true,
      serve: answering((_, res) => json(res, `{"jobs":[${oddEntries.join()}]}`)),
      play: level,
      words: /\(jobs: "deep", "100%", "%zz%C3", "\\ud800", "good"\)/,
      most: { bytes: 2 * 1024 * 1024 },
    }),
    scene('folders in folders without end', {
      serve: answering((_, res) => json(res, { jobs: [{ _class: folderClass, name: 'f' }] })),
      play: index(),
      words: /told that folders are not read.*items\)/,
      most: { requests: 60, bytes: 1024 * 1024, seconds: 10 },
    }),
    scene('two folders that hold each other', {
      serve: answering((req, res) => {
        const inner = /\/job\/\w+\/(?:job\/\w+\/job\/\w+\/)*api/.test(req.url ?? '') ? 'a' : 'b';
        json(res, {
          jobs: [
            { _class: folderClass, name: inner },
            { name: 'job', color: 'blue' },
          ],
        });
      }),
      play: index(),
      words: /told that folders are not read.*items\)/,
      most: { requests: 60, bytes: 1024 * 1024, seconds: 10 },
    }),
    scene('items named . and .. in a folder', {
      serve: answering((_, res) => json(res, { jobs: ['.', '..', '', 'good'].map(name => ({ name, color: 'blue' })) })),
      play: level,
      words: /\(jobs: "good"\)/,
    }),
    ...['.', 'team/.', '..'].map(name =>
      scene(`the deletion of ${name}`, {
        serve: answering((_, res) => res.writeHead(302, { location: '/' }).end()),
        play: async ({ jenkins }) => JSON.stringify(await deleteJob(jenkins(), name)),
        error: 'InvalidNameError',
        words: /“[^”]+” is not a valid name\./,
        most: { requests: 0, bytes: 0 },
      }),
    ),
    scene('a hundred folders in each folder, at a limit of 10,000 items', {
      serve: answering((_, res) =>
        json(res, { jobs: Array.from({ length: 100 }, (_none, at) => ({ _class: folderClass, name: `f${at}` })) }),
      ),
      play: index({ levels: 50, jobs: 10_000 }),
      words: /told that folders are not read.*items\)/,
      most: { requests: 110, bytes: 2 * 1024 * 1024, seconds: 10 },
    }),
    scene('views named . and .. in a folder', {
      serve: answering((_, res) => json(res, { jobs: [], views: ['.', '..', '', 'good'].map(name => ({ name })) })),
      play: async ({ jenkins }) => `(views: ${(await readLevel(jenkins(), top)).views.join()})`,
      words: /^\(views: good\)$/,
    }),
    ...Object.entries(dottedWrites).map(([name, play]) =>
      scene(name, {
        ...(name.includes('comment') && { isQuick: true as const }),
        serve: answering((_, res) => res.writeHead(204).end()),
        play,
        error: 'InvalidNameError',
        words: /“\.\.” is not a valid name\./,
        most: { requests: 0, bytes: 0 },
      }),
    ),
    scene('the deletion of team/..', {
      serve: answering((_, res) => res.writeHead(302, { location: '/' }).end()),
      play: async ({ jenkins }) => JSON.stringify(await deleteJob(jenkins(), 'team/..')),
      error: 'InvalidNameError',
      words: /“team\/\.\.” is not a valid name/,
      most: { requests: 0, bytes: 0 },
    }),
    ...Object.values(JiraFlavor).flatMap(flavor => [
      scene(`[] for a search, Jira ${flavor}`, {
        serve: answering((_, res) => json(res, '[]')),
        play: async ({ jira }) => `(${(await searchIssues(jira(flavor), 'project = A', 50)).issues.length} issues)`,
        ...notUnderstood,
      }),
      scene(`values nested 20,000 deep in an issue, Jira ${flavor}`, {
        serve: answering((_, res) =>
          json(
            res,
            `{"key":"A-1","fields":{"summary":"good","description":${deep},"comment":${deep},"worklog":${deep}}}`,
          ),
        ),
        play: async ({ jira }) => `(issue: ${(await readIssueDetails(jira(flavor), 'A-1')).issue.summary})`,
        words: /\(issue: good\)/,
        most: { bytes: 2 * 1024 * 1024, requests: 2 },
      }),
      scene(`a bad text among good ones on the page of an issue, Jira ${flavor}`, {
        isQuick: true,
        serve: answering((_, res) => json(res, pageOf(badBodies[flavor]))),
        play: async ({ jira }) => {
          const { description, comments } = await readIssueDetails(jira(flavor), 'A-1');
          const shown = [description, ...comments.map(({ body }) => body)].map(body => htmlOfBody(body));
          return `(${shown.filter(html => html.includes('good words')).length} good, ${shown.length} in all)`;
        },
        words: /\(2 good, 4 in all\)/,
        most: { bytes: 2 * 1024 * 1024, requests: 2 },
      }),
      ...Object.entries(jiraReads)
        .filter(([name]) => name !== 'fields' || flavor === JiraFlavor.dataCenter)
        .map(([name, read], at) =>
          scene(`an object for a list of ${name}, Jira ${flavor}`, {
            ...(at === 0 && { isQuick: true }),
            serve: answering((_, res) => json(res, '{"values":[]}')),
            play: async stage => `(${JSON.stringify(await read(stage, flavor))})`,
            ...notUnderstood,
          }),
        ),
    ]),
    ...['[]', '{}', '{"queries":[]}', '{"queries":"none"}'].map(answer =>
      scene(`${answer} about a query, Jira cloud`, {
        ...(answer === '{}' && { isQuick: true }),
        serve: answering((_, res) => json(res, answer)),
        play: async ({ jira }) => `(${(await checkJql(jira(JiraFlavor.cloud), 'project = A')).length} errors)`,
        ...notUnderstood,
        // An empty list may be the answer to a dead login, which is asked for.
        ...(answer === '{"queries":[]}' && { most: { requests: 2 } }),
      }),
    ),
    scene('[] for the number of issues, Jira cloud', {
      serve: answering((_, res) => json(res, '[]')),
      play: async ({ jira }) => `(${await countIssues(jira(JiraFlavor.cloud), 'project = A')} issues)`,
      ...notUnderstood,
    }),
    ...['[]', '{}'].map(answer =>
      scene(`${answer} for the person of a login, Jira`, {
        serve: answering((_, res) => json(res, answer)),
        play: async ({ jira }) => `(logged in as ${(await readMyself(jira())).id})`,
        ...notUnderstood,
      }),
    ),
    scene('[] for the values of a parameter', {
      serve: answering((_, res) => json(res, '[]')),
      play: async ({ jenkins }) => `(${(await readOffers(jenkins(), 'a', listed)).length} values)`,
      ...notUnderstood,
    }),
    scene('[] where a crumb would be asked for', {
      serve: answering((req, res) => json(res, req.method === 'POST' ? '[]' : '{"name":"me","id":"me"}')),
      play: async ({ http }) =>
        `(an ${(await verifyJenkins(http(), { kind: 'apiToken', user: 'me', secret: 'secret' })).kind})`,
      ...notUnderstood,
      most: { requests: 3 },
    }),
    scene('an object for the list of projects, Jira datacenter', {
      serve: answering((_, res) => json(res, '{"values":[]}')),
      play: async ({ jira }) => `(${(await listProjects(jira(JiraFlavor.dataCenter))).length} projects)`,
      ...notUnderstood,
    }),
  ],
};
