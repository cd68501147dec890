// Folders of jobs: how long it takes to list them, what goes over the wire, and what a refresh costs.
import { apiPath } from '../../src/jenkins/apiPath.ts';
import { jobTree } from '../../src/jenkins/jobs.ts';
import { demoUsers } from '../servers/jenkins/index.ts';
import type { Bench, BenchRun, Figure } from './bench.ts';
import type { Work } from './contestants/contestant.ts';
import { curl } from './contestants/curl.ts';
import { type Contestants, startContestants } from './contestants/install.ts';
import { type LinkSpeed, slowLink } from './net/link.ts';
import { type Place, race, startPlace } from './race.ts';

const user = demoUsers.dev;
const credentials = { user: user.id, secret: user.token };

/** What our client asks of a folder; the bare clients ask the same. */
const folderPath = apiPath('', `jobs[${jobTree}],views[name],primaryView[name]`);

async function folder(jobs: number, crew: Contestants, at: Place, speed?: LinkSpeed): Promise<Figure[]> {
  const work = (name: string): Work => ({ name, url: at.url, ...credentials, folder: '', path: folderPath });
  const expect = async (doing: Promise<{ ms: number; got: number }>) => {
    const { ms, got } = await doing;
    if (got !== jobs) throw new Error(`${got} jobs instead of ${jobs}`);
    return ms;
  };
  const contestants: Record<string, () => Promise<number>> = {
    ours: () => expect(crew.ours.do(work('listFolder'))),
    curl: () => curl(`${at.url}${folderPath}`, credentials.user, credentials.secret),
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

async function all(folders: number, each: number, crew: Contestants, at: Place, speed?: LinkSpeed): Promise<Figure[]> {
  const work = (name: string): Work => ({ name, url: at.url, ...credentials });
  const expect = async (doing: Promise<{ ms: number; got: number }>) => {
    const { ms, got } = await doing;
    if (got !== folders * each) throw new Error(`${got} jobs instead of ${folders * each}`);
    return ms;
  };
  return race(`list all jobs of ${folders} × ${each}`, at, speed, {
    ours: () => expect(crew.ours.do(work('listAll'))),
    'npm jenkins': () => expect(crew.node.do(work('jenkins listAll'))),
    'python-jenkins': () => expect(crew.python.do(work('python-jenkins listAll'))),
    api4jenkins: () => expect(crew.python.do(work('api4jenkins listAll'))),
  });
}

async function refresh(jobs: number, crew: Contestants, at: Place): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const [words, changed] of [
    ['nothing', 0],
    ['one job', 1],
    ['every job', jobs],
  ] as const) {
    await at.server.tell({ order: 'change', jobs: changed });
    const ours = () => crew.ours.do({ name: 'listFolder', url: at.url, ...credentials, folder: '' });
    figures.push(
      ...(await race(`refresh ${jobs.toLocaleString('en-US')} jobs when ${words} changed`, at, undefined, {
        ours: async () => (await ours()).ms,
        'npm jenkins': async () => (await crew.node.do({ name: 'jenkins listFolder', url: at.url, ...credentials })).ms,
      })),
    );
  }
  return figures;
}

export const bench: Bench = {
  name: 'jobs',
  async run({ tell }: BenchRun) {
    const crew = startContestants();
    const figures: Figure[] = [];
    const at = async (use: (each: Place) => Promise<Figure[]>, jobs: number, folders: number, jobsInFolder: number) => {
      const each = await startPlace(rootUrl => ({
        kind: 'jenkins',
        rootUrl,
        jobs,
        folders,
        jobsInFolder,
        cached: true,
      }));
      try {
        figures.push(...(await use(each)));
      } finally {
        await each.close();
      }
    };
    try {
      for (const jobs of [1000, 10_000, 50_000]) {
        tell(`  ${jobs} jobs`);
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
        tell(`  ${folders} × ${jobs} jobs`);
        await at(
          async each => [
            ...(await all(folders, jobs, crew, each)),
            ...(await all(folders, jobs, crew, each, slowLink)),
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
