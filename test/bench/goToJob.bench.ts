// Go to Job over 50,000 jobs: until there is something to type against, each key stroke, what it keeps in memory.
import { BaseUrl, HttpClient, UndiciTransport } from '../../src/http/index.ts';
import {
  type IndexedJob,
  indexJobs,
  JenkinsSecretKind,
  JenkinsSession,
  JobKind,
  JobMatcher,
  jenkinsLogin,
  readableName,
} from '../../src/jenkins/index.ts';
import { demoUsers } from '../servers/jenkins/index.ts';
import { type Bench, type BenchRun, type Contestant, type Figure, timed } from './bench.ts';
import { usedHeap } from './heap.ts';
import { slowLink } from './net/link.ts';
import { type Login, type Place, startPlace, startRealPlace } from './race.ts';
import { realLogin } from './realJenkins.ts';

const folders = 50;
const jobsInFolder = 1000;
const maxShown = 200;
const rounds = 5;

/** What people type, a key after the other. */
const typed = ['t17 serv 0042', 'service-00999-build', 'team-3/serv', 'build', 'tm 7 0815', 'xyz'];

/** Where the jobs are, and who asks. */
type At = Place & { readonly login: Login };

async function list(place: At): Promise<{ jobs: IndexedJob[]; first: number; all: number }> {
  const http = new HttpClient({ base: BaseUrl.parse(place.url), transport: new UndiciTransport(), userAgent: 'bench' });
  const session = new JenkinsSession(http, async () =>
    jenkinsLogin({
      ...place.login,
      kind: JenkinsSecretKind.apiToken,
    }),
  );
  let first: number | undefined;
  let jobs: IndexedJob[] = [];
  const began = performance.now();
  const all = await timed(async () => {
    jobs = await indexJobs(session, { onJobs: () => (first ??= performance.now() - began) });
  });
  await http.close();
  return { jobs: jobs.filter(({ kind }) => kind === JobKind.job), first: first ?? all, all };
}

async function listings(place: At): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const speed of [undefined, slowLink]) {
    place.link.become(speed);
    const samples: { first: number; all: number }[] = [];
    const count = (await list(place)).jobs.length.toLocaleString('en-US'); // without the clock
    for (let round = 0; round < rounds; round++) samples.push(await list(place));
    const where = speed ? ', slow link' : '';
    const ours = (pick: (each: { first: number; all: number }) => number): Contestant[] => [
      { name: 'ours', samples: samples.map(pick) },
    ];
    figures.push(
      { work: `the first of ${count} jobs are there${where}`, unit: 'ms', contestants: ours(({ first }) => first) },
      { work: `all of them are${where}`, unit: 'ms', contestants: ours(({ all }) => all) },
    );
  }
  return figures;
}

/** The times of all key strokes, and of the slowest way to type: each text at once. */
function keystrokes(matcher: JobMatcher): { each: number[]; pasted: number[] } {
  const each: number[] = [];
  const pasted: number[] = [];
  const find = (query: string) => {
    const began = performance.now();
    matcher.find(query, maxShown);
    return performance.now() - began;
  };
  for (const text of typed) {
    for (let end = 1; end <= text.length; end++) each.push(find(text.slice(0, end)));
    find(''); // what was typed before is of no help now
    pasted.push(find(text));
  }
  return { each, pasted };
}

async function demoPlace(): Promise<At> {
  const { dev } = demoUsers;
  const place = await startPlace(rootUrl => ({
    ...{ kind: 'jenkins', rootUrl, jobs: 0, folders, jobsInFolder, cached: true },
  }));
  return { ...place, login: { user: dev.id, secret: dev.token } };
}

async function realPlace(address: string): Promise<At> {
  return { ...(await startRealPlace(address)), login: realLogin() };
}

export const bench: Bench = {
  name: 'go to job',
  async run({ notify, jenkinsUrl }: BenchRun) {
    const place = await (jenkinsUrl ? realPlace(jenkinsUrl) : demoPlace());
    try {
      notify('  listing…');
      const figures = await listings(place);
      place.link.become(undefined);
      const before = await usedHeap();
      const { jobs } = await list(place);
      const listed = await usedHeap();
      const matcher = new JobMatcher();
      const filling = await timed(() => matcher.add(jobs.map(({ fullName }) => readableName(fullName))));
      const filled = await usedHeap();
      if (place.server && matcher.size !== folders * jobsInFolder) throw new Error(`${matcher.size} jobs`);
      notify('  typing…');
      keystrokes(matcher); // code is compiled
      const taken = Array.from({ length: rounds }, () => keystrokes(matcher));
      const one = (name: string, samples: number[]): Contestant[] => [{ name, samples }];
      return [
        ...figures,
        { work: 'make them ready for typing', unit: 'ms', contestants: one('ours', [filling]) },
        {
          ...{ work: 'a key stroke', unit: 'ms', aim: 'under 16' },
          contestants: one(
            'ours',
            taken.flatMap(({ each }) => each),
          ),
        },
        {
          work: 'a pasted text',
          unit: 'ms',
          contestants: one(
            'ours',
            taken.flatMap(({ pasted }) => pasted),
          ),
        },
        { work: 'memory: the jobs', unit: 'MiB', contestants: one('ours', [listed - before]) },
        { work: '… what typing needs besides', unit: 'MiB', contestants: one('ours', [filled - listed]) },
      ];
    } finally {
      await place.close();
    }
  },
};
