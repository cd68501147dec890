import { flowPlan } from '../flow/flowScript.ts';
import type {
  Artifact,
  BuildPlan,
  BuildResult,
  BuildStep,
  PendingInput,
  PlanContext,
  TestCase,
} from '../state/model.ts';

export interface PipelineStage {
  name: string;
  /** What the stage's one step prints, and how long each line takes (ms). */
  lines: string[];
  takes: number;
  /** The stage asks somebody before it is over. */
  input?: PendingInput;
}

export interface PipelineOptions {
  result?: BuildResult;
  /** The last line of a pipeline that fails. */
  error?: string;
  artifacts?: Artifact[];
  tests?: TestCase[];
}

/** A pipeline of one stage after another, each with one shell step. It fails in the last. */
export function pipelinePlan(
  stages: PipelineStage[],
  options: PipelineOptions = {},
): (context: PlanContext) => BuildPlan {
  return context => {
    const begin = `3 node\n> Running on Jenkins in /var/jenkins_home/workspace/${context.job.name}\n4 {`;
    const failure = options.result === 'FAILURE' ? options.error : undefined;
    const scripts = stages.map((stage, at) => stageScript(stage, 5 + at * 5, at === stages.length - 1 ? failure : ''));
    const last = 5 + stages.length * 5;
    const mark = failure === undefined ? '' : ' !';
    const { steps } = flowPlan([begin, ...scripts, `${last} }${mark}\n${last + 1} //${mark}`].join('\n'));
    return {
      steps: steps.map(step => withInput(step, stages)),
      result: options.result ?? 'SUCCESS',
      ...(options.error === undefined ? {} : { error: options.error }),
      ...(options.artifacts ? { artifacts: options.artifacts } : {}),
      ...(options.tests ? { tests: options.tests } : {}),
    };
  };
}

const question = 'Input requested\n';

function stageScript(stage: PipelineStage, id: number, failure: string | undefined): string {
  const mark = failure ? ' !' : '';
  return [
    `${id} stage`,
    `${id + 1} { ${stage.name}`,
    `${id + 2} ${stage.input ? 'input' : `sh | ${stage.lines[0] ?? ''}`}${failure ? ` ! ${failure}` : ''}`,
    ...stage.lines.flatMap(line => [`> ${line}`, `~${stage.takes}`]),
    ...(stage.input ? [`> ${question}`] : []),
    `${id + 3} }${mark}`,
    `${id + 4} //${mark}`,
  ].join('\n');
}

/** A step of a stage that asks waits there for the answer. */
function withInput(step: BuildStep, stages: PipelineStage[]): BuildStep {
  const asking = step.print === question ? stages.find(({ input }) => input !== undefined) : undefined;
  return asking?.input ? { ...step, input: asking.input } : step;
}
