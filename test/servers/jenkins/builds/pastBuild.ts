import type { JenkinsState } from '../state/jenkinsState.ts';
import type { Build, BuildPlan, BuildResult, Cause, Job, ParameterValue } from '../state/model.ts';
import { lastLines, preamble, stageStatus } from './buildRunner.ts';
import { endFlow, showInFlow } from './flowRun.ts';
import { LogFile } from './logFile.ts';

export interface PastBuild {
  /** Minutes before now. */
  ago: number;
  /** Seconds. */
  duration: number;
  causes?: Cause[];
  parameters?: ParameterValue[];
  /** Another plan than the job's own: what it did back then. */
  plan?: Job['plan'];
  /** What is not told by the plan. */
  more?: Partial<Build>;
}

const byAdmin: Cause = { kind: 'user', userId: 'admin', userName: 'admin' };

/** Adds a build that is over: its plan is played at once. */
export function addPastBuild(state: JenkinsState, job: Job, past: PastBuild): Build {
  const build = state.addFinishedBuild(job, {
    result: 'SUCCESS',
    startedAt: state.clock.now() - past.ago * 60_000,
    duration: past.duration * 1_000,
    queueId: state.queue.nextId++,
    causes: past.causes ?? [byAdmin],
    ...(past.parameters ? { parameters: past.parameters } : {}),
  });
  build.log.append(preamble(build));
  const plan = (past.plan ?? job.plan)({ job, build, parameters: build.parameters ?? [] });
  playAtOnce(build, plan);
  Object.assign(build, past.more);
  return build;
}

function playAtOnce(build: Build, plan: BuildPlan): void {
  const usual = plan.steps.reduce((sum, step) => sum + (step.takes ?? 0), 0);
  const scale = usual === 0 ? 0 : build.duration / usual;
  let at = build.startedAt;
  for (const step of plan.steps) {
    showInFlow(build, step, Math.round(at));
    if (step.stage !== undefined) enterStage(build, step.stage, at);
    build.log.append(step.print ?? '');
    build.stages.at(-1)?.log.append(step.print ?? '');
    at += (step.takes ?? 0) * scale;
  }
  closeStage(build, at, plan.result);
  endFlow(build, Math.round(at));
  build.result = plan.result;
  build.artifacts = plan.artifacts ?? [];
  build.tests = plan.tests ?? [];
  build.log.append(lastLines(build, plan.result, plan.error));
}

function enterStage(build: Build, name: string, at: number): void {
  closeStage(build, at, 'SUCCESS');
  const id = String(6 + build.stages.length * 6);
  build.stages.push({ id, name, startedAt: Math.round(at), duration: 0, status: 'IN_PROGRESS', log: new LogFile() });
}

function closeStage(build: Build, at: number, result: BuildResult): void {
  const stage: Build['stages'][number] | undefined = build.stages.at(-1);
  if (stage?.status !== 'IN_PROGRESS') return;
  stage.duration = Math.round(at) - stage.startedAt;
  stage.status = stageStatus(result);
}
