// From the wish to build to the first line of the log: what the job takes, the start, the queue item, the number, the
// log. With an API token, and with a password, for which Jenkins wants a crumb.
import { variable } from '../live/surroundings.ts';
import { demoUsers } from '../servers/jenkins/index.ts';
import type { Bench, BenchRun, Figure } from './bench.ts';
import type { Contestant } from './contestants/contestant.ts';
import { type Contestants, startContestants } from './contestants/install.ts';
import { slowLink } from './net/link.ts';
import { type Login, type Place, type Race, race, startPlace, startRealPlace } from './race.ts';
import { realJenkins } from './realJenkins.ts';

const { dev } = demoUsers;

/** Each has a job of its own: what two ask for at once would be merged. */
const contestants = ['ours', 'ours, blind', 'npm jenkins', 'python-jenkins', 'api4jenkins'] as const;

/** Where builds are started, and by whom. */
interface Ground {
  readonly place: Place;
  readonly login: Login;
  readonly password: string | undefined;
  /** The job that a contestant has for itself. */
  readonly jobOf: (contestant: string) => string;
  close(): Promise<void>;
}

async function demoGround(): Promise<Ground> {
  const jobOf = (name: string) => name.replace(/\W+/g, '-');
  const place = await startPlace(rootUrl => ({
    ...{ kind: 'jenkins', rootUrl, jobs: 0, folders: 0, jobsInFolder: 0, cached: false },
    buildable: contestants.map(jobOf),
  }));
  const login = { user: dev.id, secret: dev.token };
  return { ...{ place, login, jobOf }, password: dev.password, close: () => place.close() };
}

async function realGround(address: string): Promise<Ground> {
  const real = realJenkins(address);
  const jobs = new Map<string, string>();
  for (const name of contestants) jobs.set(name, await real.make(name.replace(/\W+/g, '-'), 'echo hello'));
  const place = await startRealPlace(address);
  return {
    ...{ place, login: real.login, password: variable('JENKINS_PASSWORD') },
    jobOf: name => jobs.get(name) ?? '',
    async close() {
      await real.close();
      await place.close();
    },
  };
}

function contest(crew: Contestants, { place, login, password, jobOf }: Ground, isPassword: boolean): Race {
  const secret = isPassword ? (password ?? '') : login.secret;
  const by = (contestant: Contestant, work: string, name: string) => async () =>
    (await contestant.do({ name: work, url: place.url, user: login.user, secret, isPassword, job: jobOf(name) })).ms;
  return {
    ours: by(crew.ours, 'trigger', 'ours'),
    'npm jenkins': by(crew.node, 'jenkins trigger', 'npm jenkins'),
    'python-jenkins': by(crew.python, 'python-jenkins trigger', 'python-jenkins'),
    api4jenkins: by(crew.python, 'api4jenkins trigger', 'api4jenkins'),
  };
}

export const bench: Bench = {
  name: 'trigger',
  async run({ notify, jenkinsUrl }: BenchRun) {
    const crew = startContestants();
    const ground = await (jenkinsUrl ? realGround(jenkinsUrl) : demoGround());
    try {
      notify('  with a token');
      const figures = await at(ground.place, 'a token', contest(crew, ground, false));
      if (ground.password === undefined) return figures;
      notify('  with a password');
      return [...figures, ...(await at(ground.place, 'a password', contest(crew, ground, true)))];
    } finally {
      crew.close();
      await ground.close();
    }
  },
};

async function at(place: Place, by: string, all: Race): Promise<Figure[]> {
  const work = `start a build by ${by}, to its log’s first line`;
  return [...(await race(work, place, undefined, all)), ...(await race(work, place, slowLink, all))];
}
