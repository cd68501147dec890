import { asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../base/json.ts';
import { RequestError } from '../http/errors.ts';
import { apiPath } from '../jenkins/session/apiPath.ts';
import type { JenkinsSession } from '../jenkins/session/session.ts';
import { Feature, FeatureState, type Resource } from './features.ts';

const maxJobs = 60;

/** Last runs of jobs on the first level, as far as they tell of features. */
interface Runs {
  /** Path of a Pipeline's run; absent where there is none. */
  readonly pipeline: string | undefined;
  /** Classes of that run's actions. */
  readonly actions: readonly string[];
  readonly haveTests: boolean;
}

/** Resources that tell of a Jenkins' features. Those of Pipelines are asked for at a run. */
export async function featuresOfJenkins(session: JenkinsSession, signal: AbortSignal): Promise<Resource[]> {
  const { pipeline, actions, haveTests } = await readRuns(session, signal);
  const single = (feature: Feature, path: string | undefined): Resource => ({
    features: [feature],
    path,
    async read(at) {
      await session.getObject(at, { signal });
      return undefined;
    },
  });
  const told = (feature: Feature, state: FeatureState): Resource => ({
    features: [feature],
    path: pipeline,
    read: async () => ({ [feature]: state }),
  });
  // Every run of a Pipeline has it where the plugin is installed, whether it can be restarted or not.
  const restarts = actions.some(name => name.endsWith('.RestartDeclarativePipelineAction'));
  return [
    single(Feature.graphView, pipeline && `${pipeline}/stages/tree`),
    single(Feature.stages, pipeline && `${pipeline}/wfapi/describe`),
    told(Feature.restart, restarts ? FeatureState.there : FeatureState.absent),
    // A run without tests proves nothing.
    ...(haveTests ? [told(Feature.tests, FeatureState.there)] : [single(Feature.tests, undefined)]),
    single(Feature.agents, apiPath('/computer', 'computer[offline]{0,1}')),
  ];
}

async function readRuns(session: JenkinsSession, signal: AbortSignal): Promise<Runs> {
  try {
    const tree = `jobs[_class,name,lastBuild[number,actions[_class]]]{0,${maxJobs}}`;
    return runsIn(asObjects((await session.getObject(apiPath('', tree), { signal }))['jobs']));
  } catch (error) {
    if (error instanceof RequestError && !signal.aborted) return runsIn([]);
    throw error;
  }
}

function runsIn(jobs: readonly JsonObject[]): Runs {
  const pipeline = jobs.find(job => runOf(job) !== undefined);
  const haveTests = jobs.some(job => actionsOf(job).includes('hudson.tasks.junit.TestResultAction'));
  return { pipeline: pipeline && runOf(pipeline), actions: pipeline ? actionsOf(pipeline) : [], haveTests };
}

function actionsOf(job: JsonObject): string[] {
  return asObjects(asObject(job['lastBuild'])['actions']).map(action => asText(action['_class']));
}

/** Last run of a job that is a Pipeline. */
function runOf(job: JsonObject): string | undefined {
  const name = asString(job['name']);
  const number = asNumber(asObject(job['lastBuild'])['number']);
  const isPipeline = asString(job['_class'])?.endsWith('.WorkflowJob') ?? false;
  return isPipeline && name && number !== undefined ? `/job/${encodeURIComponent(name)}/${number}` : undefined;
}
