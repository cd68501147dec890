import { JenkinsSecretKind, readLevel, startBuild } from '../../../src/jenkins/index.ts';
import { JiraFlavor, readIssue } from '../../../src/jira/index.ts';
import { json, page } from '../answers.ts';
import { type Act, answering, type Stage, scene } from '../scene.ts';

const top = { folder: '', view: [] };
const jobs = { jobs: [{ name: 'a', color: 'blue' }] };
const refusal = { 'content-type': 'text/html', 'www-authenticate': 'Basic realm="Jenkins"' };

/** Whether polling is held back, after a person's own read. */
async function pollsAfter(session: { readonly refused: unknown }, reading: Promise<unknown>): Promise<string> {
  await reading.catch(() => undefined);
  return session.refused ? '(polling is held back)' : '(polling goes on)';
}

const crumbOf = (crumb: object) =>
  scene(`a crumb for ${JSON.stringify(crumb).slice(22, 60)}`, {
    serve: answering((req, res) =>
      req.url?.includes('crumbIssuer') ? json(res, crumb) : json(res, { ...jobs, builds: [] }),
    ),
    play: async ({ jenkins }) =>
      JSON.stringify(await startBuild(jenkins({ kind: JenkinsSecretKind.password }), 'a', undefined)),
    error: 'UnexpectedAnswerError',
    words: /an unexpected response/,
    most: { requests: 4 },
  });
const headers = [
  'Host',
  'Authorization',
  'Cookie',
  'Content-Length',
  'content-type',
  'Content-Disposition',
  'Transfer-Encoding',
  'Proxy-Authorization',
  'a b',
];

/** Refuses the first request, and answers those of a person so. */
const refusedThen = (answer: Parameters<typeof answering>[0]) =>
  answering((req, res, nth) => (nth === 0 ? res.writeHead(401, refusal).end() : answer(req, res, nth)));

const readTwice = async ({ jenkins }: Stage) => {
  const session = jenkins();
  await readLevel(session, top, undefined, { background: true }).catch(() => undefined);
  return pollsAfter(session, session.get('/job/a/1/artifact/a.html', { accept: '*/*' }));
};

export const logins: Act = {
  line: 'a crumb sets no other header; a refused login is one that was refused, and is over when a login is proved',
  scenes: [
    ...headers.map(crumbRequestField => crumbOf({ crumbRequestField, crumb: 'x' })),
    crumbOf({ crumbRequestField: 'Jenkins-Crumb', crumb: 'x\r\nX-Evil: 1' }),
    scene('503, then 401 within the second try of a read', {
      isQuick: true,
      serve: answering((_, res, nth) =>
        nth === 0 ? page(res, 503) : nth === 1 ? res.writeHead(401, refusal).end() : json(res, { ...jobs, name: 'me' }),
      ),
      play: async ({ jenkins }) => {
        const session = jenkins({
          startup: { doubtedLoginMs: [20, 40], patienceMs: 500, firstWaitMs: 5, maxWaitMs: 20 },
        });
        const { jobs: found } = await readLevel(session, top);
        return `(${found.length} jobs, ${session.refused ? 'refused' : 'not refused'})`;
      },
      words: /\(1 jobs, not refused\)/,
      most: { requests: 5 },
    }),
    scene('a late 401 for the token before this one', {
      serve: answering((_, res, nth) =>
        nth === 0 ? setTimeout(() => res.writeHead(401, refusal).end(), 100) : json(res, jobs),
      ),
      play: async ({ jenkins }) => {
        let secret = 'old';
        const session = jenkins({ secret: () => secret });
        const late = readLevel(session, top, undefined, { background: true }).catch(() => undefined);
        await new Promise(done => setTimeout(done, 50));
        secret = 'new';
        await late;
        const { jobs: found } = await readLevel(session, top, undefined, { background: true });
        return `(${found.length} jobs)`;
      },
      words: /\(1 jobs\)/,
      most: { requests: 2 },
    }),
    scene('a login page with status 200 after a refused login, Jenkins', {
      isQuick: true,
      serve: refusedThen((_, res) => page(res)),
      play: readTwice,
      words: /\(polling is held back\)/,
      most: { requests: 3 },
    }),
    scene('a whoAmI of nobody after a refused login, Jenkins', {
      serve: refusedThen((_, res) => json(res, { name: 'anonymous', anonymous: true })),
      play: readTwice,
      words: /\(polling is held back\)/,
      most: { requests: 4 },
    }),
    scene('a whoAmI of nobody, of a Jenkins without security, after a 401 of a proxy', {
      isQuick: true,
      serve: refusedThen((req, res) =>
        json(res, req.url?.startsWith('/api/json') ? { useSecurity: false } : { name: 'anonymous', anonymous: true }),
      ),
      play: readTwice,
      words: /\(polling goes on\)/,
      most: { requests: 4 },
    }),
    scene('a login that counts after a refused login, Jenkins', {
      serve: refusedThen((_, res) => json(res, { name: 'me', anonymous: false })),
      play: readTwice,
      words: /\(polling goes on\)/,
      most: { requests: 3 },
    }),
    ...Object.values(JiraFlavor).map(flavor =>
      scene(`an answer for anybody after a refused login, Jira ${flavor}`, {
        isQuick: true,
        serve: answering((req, res, nth) => {
          if (nth === 0 || req.url?.includes('/myself')) {
            res
              .writeHead(401, { 'content-type': 'application/json', 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' })
              .end('{}');
          } else json(res, { key: 'A-1', fields: {} });
        }),
        play: async ({ jira }) => {
          const session = jira(flavor);
          await readIssue(session, 'A-1', { background: true }).catch(() => undefined);
          return pollsAfter(session, readIssue(session, 'A-1'));
        },
        words: /\(polling is held back\)/,
        most: { requests: 3 },
      }),
    ),
  ],
};
