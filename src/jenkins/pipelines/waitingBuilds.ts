import { asObject, asObjects, asText } from '../../base/json.ts';
import { type Build, bareBuildTree, inputsIn, inputsTree, parseBuild } from '../builds/builds.ts';
import { jobOfUrl } from '../builds/queue.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';

/** Build that waits for input. */
export interface WaitingBuild {
  /** Full name of its job. */
  readonly job: string;
  readonly build: Build;
}

const tree = `computer[oneOffExecutors[currentExecutable[url,${bareBuildTree},${inputsTree}]]]`;

/**
 * Lists the builds of a controller that wait for input, as far as the account may see them, the longest running first.
 * Pipelines run on one-off executors, so that a single request asks the running ones alone.
 * https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function listWaitingBuilds(session: JenkinsSession, options: ReadOptions = {}): Promise<WaitingBuild[]> {
  const answer = await session.getObject(apiPath('/computer', tree), { ...options, lists: ['computer'] });
  const found = asObjects(answer['computer'])
    .flatMap(computer => asObjects(computer['oneOffExecutors']))
    .flatMap(executor => {
      const run = asObject(executor['currentExecutable']);
      const job = jobOfUrl(asText(run['url']));
      const build = parseBuild(run);
      return job !== undefined && build ? [{ job, build: { ...build, inputs: inputsIn(run) } }] : [];
    });
  return found
    .filter(({ build }) => build.inputs.length > 0)
    .sort((one, other) => one.build.startedAt - other.build.startedAt);
}
