// Folders of jobs: how long it takes to list them, what goes over the wire, and what a refresh costs.

import { jobTree } from '../../src/jenkins/jobs/jobs.ts';
import { apiPath } from '../../src/jenkins/session/apiPath.ts';
import { demoUsers } from '../servers/jenkins/index.ts';
import type { Bench, BenchRun, Figure } from './bench.ts';
import type { Work } from './contestants/contestant.ts';
import { curl } from './contestants/curl.ts';
import { type Contestants, startContestants } from './contestants/install.ts';
import { type LinkSpeed, slowLink } from './net/link.ts';
import { type Login, type Place, race, startPlace, startRealPlace } from './race.ts';
import { realLogin } from './realJenkins.ts';

const demoLogin: Login = { user: demoUsers.dev.id, secret: demoUsers.dev.token };

/** What our client asks of a folder; the bare clients ask the same. */
const folderPath = apiPath('', `jobs[${jobTree}],views[name],primaryView[name]`);

type At = Place & { readonly login: Login };

async function folder(jobs: number, crew: Contestants, at: At, speed?: LinkSpeed): Promise<Figure[]> {
  const work = (name: string): Work => ({ name, url: at.url, ...at.login, folder: '', path: folderPath });
  const expect = async (doing: Promise<{ ms: number; got: number }>) => {
    const { ms, got } = await doing;
    // On a real controller there are items of which it may be asked whether they are jobs.
    if (at.server && got !== jobs) throw new Error(`${got} jobs instead of ${jobs}`);
    return ms;
  };
  const contestants: Record<string, () => Promise<number>> = {
    ours: () => expect(crew.ours.do(work('listFolder'))),
    curl: () => curl(`${at.url}${folderPath}`, at.login, '/dev/null', '--compressed'),
    'undici bare': () => expect(crew.node.do(work('undici listFolder'))),
    axios: () => expect(crew.node.do(work('axios listFolder'))),
    'npm jenkins': () => expect(crew.node.do(work('jenkins listFolder'))),
    'python-jenkins': () => expect(crew.python.do(work('python-jenkins listFolder'))),
    api4jenkins: () => expect(crew.python.do(work('api4jenkins listFolder'))),
  };
  // It asks for each job by itself.
  if (jobs <= 1000 && !speed) contestants['jenkinsapi'] = () => expect(crew.python.do(work('jenkinsapi listFolder')));
  return race(`fill a folder of ${jobs.toLocaleString('en-US')} jobs`, at, speed, contestants);
}

async function all(title: string, jobs: number, crew: Contestants, at: At, speed?: LinkSpeed): Promise<Figure[]> {
  const work = (name: string): Work => ({ name, url: at.url, ...at.login });
  const expect = async (doing: Promise<{ ms: number; got: number }>) => {
    const { ms, got } = await doing;
    // On a real controller there are items of which it may be asked whether they are jobs.
    if (at.server && got !== jobs) throw new Error(`${got} jobs instead of ${jobs}`);
    return ms;
  };
  return race(title, at, speed, {
    ours: () => expect(crew.ours.do(work('listAll'))),
    'npm jenkins': () => expect(crew.node.do(work('jenkins listAll'))),
    'python-jenkins': () => expect(crew.python.do(work('python-jenkins listAll'))),
    api4jenkins: () => expect(crew.python.do(work('api4jenkins listAll'))),
  });
}

async function refresh(jobs: number, crew: Contestants, at: At): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [words, changed] of [
    ['nothing', 0],
    ['one job', 1],
    ['every job', jobs],
  ] as const) {
    await at.server?.notify({ order: 'change', jobs: changed });
    const ours = () => crew.ours.do({ name: 'listFolder', url: at.url, ...at.login, folder: '' });
    figures.push(
      ...(await race(`refresh ${jobs.toLocaleString('en-US')} jobs when ${words} changed`, at, undefined, {
        ours: async () => (await ours()).ms,
        'npm jenkins': async () => (await crew.node.do({ name: 'jenkins listFolder', url: at.url, ...at.login })).ms,
      })),
    );
  }
  return figures;
}

/** The same on a real controller: whatever jobs it has. */
async function onReal(address: string, crew: Contestants): Promise<Figure[]> {
  const login = realLogin();
  const at: At = { ...(await startRealPlace(address)), login };
  try {
    const count = async (name: string) => (await crew.ours.do({ name, url: at.url, ...login, folder: '' })).got;
    const [top, every] = [await count('listFolder'), await count('listAll')];
    const figures: Figure[] = [];
    for (const speed of [undefined, slowLink]) {
      figures.push(
        ...(await folder(top, crew, at, speed)),
        ...(await all(`list all ${every} jobs`, every, crew, at, speed)),
      );
    }
    return figures;
  } finally {
    await at.close();
  }
}

export const bench: Bench = {
  name: 'jobs',
  async run({ notify, jenkinsUrl }: BenchRun) {
    const crew = startContestants();
    if (jenkinsUrl) return onReal(jenkinsUrl, crew).finally(() => crew.close());
    const figures: Figure[] = [];
    const at = async (use: (each: At) => Promise<Figure[]>, jobs: number, folders: number, jobsInFolder: number) => {
      const each = await startPlace(rootUrl => ({
        kind: 'jenkins',
        rootUrl,
        jobs,
        folders,
        jobsInFolder,
        cached: true,
      }));
      try {
        figures.push(...(await use({ ...each, login: demoLogin })));
      } finally {
        await each.close();
      }
    };
    try {
      for (const jobs of [1000, 10_000, 50_000]) {
        notify(`  ${jobs} jobs`);
        await at(
          async each => [...(await folder(jobs, crew, each)), ...(await folder(jobs, crew, each, slowLink))],
          jobs,
          0,
          0,
        );
      }
      await at(each => refresh(10_000, crew, each), 10_000, 0, 0);
      for (const [folders, jobs] of [
        [50, 200],
        [500, 100],
      ] as const) {
        notify(`  ${folders} × ${jobs} jobs`);
        const title = `list all jobs of ${folders} × ${jobs}`;
        await at(
          async each => [
            ...(await all(title, folders * jobs, crew, each)),
            ...(await all(title, folders * jobs, crew, each, slowLink)),
          ],
          0,
          folders,
          jobs,
        );
      }
      return figures;
    } finally {
      crew.close();
    }
  },
};
