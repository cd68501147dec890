// A real controller, as `--jenkins URL` names it, with the login of the live tests. It gets jobs for the while.
import {
  createJob,
  deleteJob,
  followQueueItem,
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
  Phase,
  startBuild,
} from '../../src/jenkins/index.ts';
import { freestyleXml } from '../live/jobXml.ts';
import { liveClient, prefix, variable } from '../live/surroundings.ts';
import type { Login } from './race.ts';

export interface RealJenkins {
  readonly login: Login;
  /** Makes a job that runs a script of the shell at once, unless it was made already, and tells its full name. */
  make(name: string, script: string): Promise<string>;
  /** Starts it. @returns its build's number, once it runs */
  build(job: string): Promise<{ readonly number: number; readonly ended: Promise<unknown> }>;
  /** Deletes what it made. */
  close(): Promise<void>;
}

/** @throws where the variables of the live tests are missing */
export function realLogin(): Login {
  return { user: required('JENKINS_USER'), secret: required('JENKINS_TOKEN') };
}

/** @throws where the variables of the live tests are missing */
export function realJenkins(address: string): RealJenkins {
  const login = realLogin();
  const http = liveClient(address);
  const session = new JenkinsSession(http, async () => jenkinsLogin({ ...login, kind: JenkinsSecretKind.apiToken }));
  const run = `${prefix}-bench-${Date.now().toString(36)}`;
  const made: string[] = [];
  return {
    login,
    async make(name, script) {
      const known = `${run}-${name}`;
      if (made.includes(known)) return known;
      // The pause that Jenkins makes by default would be all that is measured.
      const xml = freestyleXml(script).replace('<triggers/>', '<quietPeriod>0</quietPeriod><triggers/>');
      const { fullName: job } = await createJob(session, '', known, xml);
      made.push(job);
      return job;
    },
    async build(job) {
      const { id } = await startBuild(session, job, undefined);
      const steps = followQueueItem(session, job, id);
      for (let step = await steps.next(); !step.done; step = await steps.next()) {
        const { value } = step;
        if (value.phase !== Phase.running && value.phase !== Phase.finished) continue;
        return { number: value.build.number, ended: restOf(steps) };
      }
      throw new Error(`${job} was not built`);
    },
    async close() {
      for (const job of made) await deleteJob(session, job);
      await http.close();
    },
  };
}

async function restOf(steps: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of steps);
}

function required(name: string): string {
  const value = variable(name);
  if (value === undefined)
    throw new Error(`${name} is not set: a real controller needs the variables of the live tests`);
  return value;
}
