import { randomUUID } from 'node:crypto';
import { causeLines } from '../beans/causes.ts';
import { interruption, leavingSteps, tipsOf } from '../flow/leaving.ts';
import type { Clock } from '../state/clock.ts';
import { fullName, itemPath } from '../state/items.ts';
import type {
  Build,
  BuildPlan,
  BuildResult,
  BuildStep,
  InputAnswer,
  Job,
  PendingInput,
  Stage,
} from '../state/model.ts';
import { endFlow, showInFlow } from './flowRun.ts';
import { jenkinsfileLines } from './gitWords.ts';
import { buttonNote, consoleNote, LogFile, pipelineLine } from './logFile.ts';

export interface RunnerSurroundings {
  clock: Clock;
  rootUrl(): string;
  /** Called when a build is over and its executor free. */
  ended(build: Build): void;
  /** Asks for an agent with that label: `goOn` is called when there is one. */
  wantsAgent(build: Build, label: string): void;
  leavesAgent(build: Build): void;
}

interface RunningBuild {
  plan: BuildPlan;
  step: number;
  /** Given to the last input step. */
  answer?: InputAnswer;
  waitsForAgent?: boolean;
  cancelWait: () => void;
}

/** Plays the plans of builds, step by step, in Jenkins time. */
export class BuildRunner {
  readonly #around: RunnerSurroundings;
  readonly #running = new Map<Build, RunningBuild>();

  constructor(around: RunnerSurroundings) {
    this.#around = around;
  }

  start(build: Build): void {
    build.log.append(preamble(build));
    const plan = build.job.plan({ job: build.job, build, parameters: build.parameters ?? [] });
    this.#running.set(build, { plan, step: 0, cancelWait: () => undefined });
    this.#play(build);
  }

  /** Ends a build before its time; `who` is named in the log. */
  abort(build: Build, who: string): void {
    const running = this.#running.get(build);
    if (!running) return;
    running.cancelWait();
    build.interrupted = true;
    const isWaiting = build.inputs.length > 0 || running.waitsForAgent;
    build.inputs = [];
    const by = `Aborted by ${consoleNote('user')}${who}\n`;
    const { afterAbort } = running.plan;
    if (build.job.kind !== 'pipeline') build.log.append(`Terminated\nBuild was aborted\n${by}`);
    else build.log.append(afterAbort && !isWaiting ? `Sending interrupt signal to process\n${by}Terminated\n` : by);
    if (afterAbort) this.#showAll(build, afterAbort);
    else for (const tip of build.flow ? tipsOf(build.flow) : []) this.#leave(build, tip.id, `Aborted by ${who}`);
    this.#end(build, 'ABORTED');
  }

  /** Ends a build whose input was refused, once no other branch waits for an answer. */
  reject(build: Build, input: PendingInput, who: { readonly id: string; readonly name: string }): void {
    if (!this.#running.has(build) || !build.inputs.includes(input)) return;
    build.rejectedBy = { id: who.id, name: who.name };
    build.inputs = build.inputs.filter(each => each !== input);
    this.#leave(build, input.node, `Rejected by ${who.name}`);
    if (build.inputs.length === 0) this.#endRejected(build);
  }

  /** Prints as the build itself would. */
  write(build: Build, text: string | Buffer): void {
    build.log.append(text);
  }

  /** Ends a build that holds. */
  finish(build: Build, result: BuildResult): void {
    if (this.#running.has(build)) this.#end(build, result);
  }

  /** Answers an input, and goes on when the build waits for no other. */
  proceed(build: Build, input: PendingInput, given: InputAnswer): void {
    const running = this.#running.get(build);
    if (!running || !build.inputs.includes(input)) return;
    build.inputs = build.inputs.filter(each => each !== input);
    build.approvers.push(given.id);
    build.hasGivenValues ||= given.values.length > 0;
    running.answer = given;
    const approval = `Approved by ${consoleNote('user')}${given.name}\n`;
    this.#show(build, { print: approval, ...(input.node !== undefined && { node: input.node }) }, given);
    if (running.plan.steps.some(({ goesOn }) => goesOn)) this.#leave(build, input.node);
    if (build.inputs.length > 0) return;
    if (build.rejectedBy) {
      this.#endRejected(build);
      return;
    }
    running.step++;
    this.#play(build);
  }

  #endRejected(build: Build): void {
    build.interrupted = true;
    this.#end(build, 'ABORTED');
  }

  /** Leaves the blocks around a node: all of them after an interruption, else those of its branch. */
  #leave(build: Build, id: string | undefined, reason?: string): void {
    const node = build.flow?.node(id ?? '');
    if (!build.flow || !node) return;
    this.#showAll(build, leavingSteps(build.flow, node, reason === undefined ? undefined : interruption(reason)));
  }

  /** Goes on with a run that has got its agent. */
  goOn(build: Build): void {
    const running = this.#running.get(build);
    if (!running?.waitsForAgent) return;
    running.waitsForAgent = false;
    this.#play(build);
  }

  #play(build: Build): void {
    const running = this.#running.get(build);
    if (!running) return;
    for (let step = running.plan.steps[running.step]; step; step = running.plan.steps[running.step]) {
      this.#show(build, step, running.answer);
      if (step.input) {
        this.#pause(build, { ...step.input, node: step.node ?? step.flow?.id });
        if (!step.goesOn) return;
      }
      if (step.holds) return;
      running.step++;
      if (this.#isDelayed(build, running, step)) return;
    }
    build.artifacts = running.plan.artifacts ?? [];
    build.tests = running.plan.tests ?? [];
    this.#end(build, running.plan.result, running.plan.error);
  }

  /** Whether the build goes on only later, by itself. */
  #isDelayed(build: Build, running: RunningBuild, { agent, takes }: BuildStep): boolean {
    if (agent !== undefined) {
      running.waitsForAgent = true;
      this.#around.wantsAgent(build, agent);
    } else if (takes) {
      running.cancelWait = this.#around.clock.after(takes, () => this.#play(build));
    } else {
      return false;
    }
    return true;
  }

  #showAll(build: Build, steps: Iterable<BuildStep>): void {
    for (const step of steps) this.#show(build, step, undefined);
  }

  #show(build: Build, step: BuildStep, given: InputAnswer | undefined): void {
    const print = this.#withButtons(build, step, textOf(step, given));
    showInFlow(build, { ...step, print }, this.#around.clock.now());
    if (step.stage !== undefined) this.#enterStage(build, step.stage, step.stageId);
    this.#print(build, print);
    if (step.flow?.kind === 'blockEnd' && step.flow.step === 'node') this.#around.leavesAgent(build);
  }

  /** The words of an input without parameters are buttons. */
  #withButtons({ job, number }: Build, { input }: BuildStep, print: string): string {
    if (!input) return print;
    const url = `${this.#around.rootUrl()}${itemPath(job)}${number}/input/${input.id}`;
    const proceed = buttonNote(`${url}/proceedEmpty`, input.proceedText);
    return print.replace(`${input.proceedText} or Abort\n`, `${proceed} or ${buttonNote(`${url}/abort`, 'Abort')}\n`);
  }

  #pause(build: Build, input: PendingInput): void {
    build.inputs.push(input);
    build.hasAsked = true;
    const stage = build.stages.at(-1);
    if (stage) stage.status = 'PAUSED_PENDING_INPUT';
  }

  #print(build: Build, text: string): void {
    if (text === '') return;
    build.log.append(text);
    build.stages.at(-1)?.log.append(text);
  }

  #enterStage(build: Build, name: string, id: string | undefined): void {
    this.#closeStage(build, 'SUCCESS');
    const last = build.stages.at(-1);
    const stage: Stage = {
      id: id ?? String(last ? Number(last.id) + 6 : 6),
      name,
      startedAt: this.#around.clock.now(),
      duration: 0,
      status: 'IN_PROGRESS',
      log: new LogFile(),
    };
    build.stages.push(stage);
  }

  #closeStage(build: Build, status: Stage['status']): void {
    const stage = build.stages.at(-1);
    if (!stage || (stage.status !== 'IN_PROGRESS' && stage.status !== 'PAUSED_PENDING_INPUT')) return;
    stage.duration = this.#around.clock.now() - stage.startedAt;
    stage.status = status;
  }

  #end(build: Build, result: BuildResult, error?: string): void {
    this.#running.delete(build);
    this.#closeStage(build, stageStatus(result));
    const triggered = result === 'SUCCESS' ? build.job.downstream : [];
    for (const name of triggered) {
      build.log.append(`Triggering a new build of ${consoleNote('project')}${name}\n`);
    }
    endFlow(build, this.#around.clock.now());
    build.log.append(lastLines(build, result, error));
    build.building = false;
    build.result = result;
    build.duration = Math.max(1, this.#around.clock.now() - build.startedAt);
    this.#around.ended(build);
  }
}

function textOf({ print = '', printAnswer }: BuildStep, given: InputAnswer | undefined): string {
  return given && printAnswer ? `${print}${printAnswer(given)}` : print;
}

export function stageStatus(result: BuildResult): Stage['status'] {
  if (result === 'FAILURE') return 'FAILED';
  return result === 'SUCCESS' || result === 'UNSTABLE' || result === 'ABORTED' ? result : 'SUCCESS';
}

export function preamble(build: Build): string {
  const started = causeLines(build.causes);
  if (build.job.kind === 'pipeline') return `${started}${jenkinsfileLines(build)}${pipelineLine('Start of Pipeline')}`;
  return `${started}Running as SYSTEM\nBuilding in workspace ${workspace(build.job)}\n`;
}

export function workspace(job: Job): string {
  const { matrix, name } = job;
  const path = matrix ? `${fullName(matrix)}/${name.replace(/[=,]/g, '/')}` : fullName(job);
  return `/var/jenkins_home/workspace/${path}`;
}

const interrupted = 'org.jenkinsci.plugins.workflow.actions.ErrorAction$ErrorId: ';

export function lastLines(build: Build, result: BuildResult, error?: string): string {
  const mark = build.flow && result === 'ABORTED' ? `${interrupted}${randomUUID()}\n` : '';
  const rejection = build.rejectedBy ? `Rejected by ${consoleNote('user')}${build.rejectedBy.name}\n` : '';
  const reason = error === undefined ? `${rejection}${mark}` : `ERROR: ${error}\n`;
  return `${build.job.kind === 'pipeline' ? pipelineLine('End of Pipeline') : ''}${reason}Finished: ${result}\n`;
}
