// From the wish to build to the first line of the log: what the job takes, the start, the queue item, the number, the
// log. With an API token, and with a password, for which Jenkins wants a crumb.
import { demoUsers } from '../servers/jenkins/index.ts';
import type { Bench, BenchRun, Figure } from './bench.ts';
import type { Contestant } from './contestants/contestant.ts';
import { startContestants } from './contestants/install.ts';
import { slowLink } from './net/link.ts';
import { type Place, type Race, race, startPlace } from './race.ts';

const { dev } = demoUsers;

const contestants = ['ours', 'ours, blind', 'npm jenkins', 'python-jenkins', 'api4jenkins'] as const;

/** Each has a job of its own: what two ask for at once would be merged. */
const jobOf = (name: string) => name.replace(/\W+/g, '-');

export const bench: Bench = {
  name: 'trigger',
  async run({ tell }: BenchRun) {
    const crew = startContestants();
    const place = await startPlace(rootUrl => ({
      ...{ kind: 'jenkins', rootUrl, jobs: 0, folders: 0, jobsInFolder: 0, cached: false },
      buildable: contestants.map(jobOf),
    }));
    const by = (contestant: Contestant, work: string, name: string, isPassword: boolean) => async () => {
      const secret = isPassword ? dev.password : dev.token;
      const order = { name: work, url: place.url, user: dev.id, secret, isPassword, job: jobOf(name) };
      return (await contestant.do(order)).ms;
    };
    const all = (isPassword: boolean): Race => ({
      ours: by(crew.ours, 'trigger', 'ours', isPassword),
      'ours, blind': by(crew.ours, 'triggerBlindly', 'ours, blind', isPassword),
      'npm jenkins': by(crew.node, 'jenkins trigger', 'npm jenkins', isPassword),
      'python-jenkins': by(crew.python, 'python-jenkins trigger', 'python-jenkins', isPassword),
      api4jenkins: by(crew.python, 'api4jenkins trigger', 'api4jenkins', isPassword),
    });
    try {
      tell('  with a token');
      const figures = [...(await at(place, 'a token', all(false)))];
      tell('  with a password');
      return [...figures, ...(await at(place, 'a password', all(true)))];
    } finally {
      crew.close();
      await place.close();
    }
  },
};

async function at(place: Place, by: string, all: Race): Promise<Figure[]> {
  const work = `start a build by ${by}, to its log’s first line`;
  return [...(await race(work, place, undefined, all)), ...(await race(work, place, slowLink, all))];
}
