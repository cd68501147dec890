import type {
  Artifact,
  BuildPlan,
  BuildResult,
  BuildStep,
  PendingInput,
  PlanContext,
  TestCase,
} from '../state/model.ts';
import { consoleNote, pipelineLine } from './logFile.ts';

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

/** A pipeline of one stage after another, each with one shell step. */
export function pipelinePlan(
  stages: PipelineStage[],
  options: PipelineOptions = {},
): (context: PlanContext) => BuildPlan {
  return context => {
    const steps: BuildStep[] = [
      { print: pipelineLine('node') },
      {
        print: `Running on ${consoleNote('node')}Jenkins in /var/jenkins_home/workspace/${context.job.name}\n${pipelineLine('{')}`,
      },
      ...stages.flatMap(stageSteps),
      { print: `${pipelineLine('}')}${pipelineLine('// node')}` },
    ];
    return {
      steps,
      result: options.result ?? 'SUCCESS',
      ...(options.error === undefined ? {} : { error: options.error }),
      ...(options.artifacts ? { artifacts: options.artifacts } : {}),
      ...(options.tests ? { tests: options.tests } : {}),
    };
  };
}

function stageSteps(stage: PipelineStage): BuildStep[] {
  const begin: BuildStep = {
    stage: stage.name,
    print: `${pipelineLine('stage')}${pipelineLine(`{ (${stage.name})`)}${pipelineLine(stage.input ? 'input' : 'sh')}`,
  };
  const lines = stage.lines.map((line): BuildStep => ({ print: `${line}\n`, takes: stage.takes }));
  const question: BuildStep[] = stage.input ? [{ print: 'Input requested\n', input: stage.input }] : [];
  return [begin, ...lines, ...question, { print: `${pipelineLine('}')}${pipelineLine('// stage')}` }];
}
