import { BuildRunner } from '../builds/buildRunner.ts';
import { LogFile } from '../builds/logFile.ts';
import { Sessions } from '../http/sessions.ts';
import { agentsWith, isBuiltIn, isOffline } from './agents.ts';
import { checkedOut } from './checkouts.ts';
import type { Clock } from './clock.ts';
import { findByFullName, fullName, itemPath, newContainer } from './items.ts';
import { endWithCells, numberInMatrix, stopCells, triggerCells } from './matrix.ts';
import {
  type Build,
  type BuildResult,
  type Cause,
  type Container,
  type DemoAgent,
  type Item,
  isJob,
  type Job,
  type TakenOffline,
} from './model.ts';
import { type NodePart, Queue, type QueueItem, type Submission } from './queue.ts';
import { anonymousWith, demoUserTable, everybody, reading, type User } from './users.ts';

/** What a controller answers while it starts: first "getting ready", then refusals, then all is well. */
export type Startup = 'preparing' | 'refusing' | 'ready';

export type LogGeneration = 'multipart' | 'capped' | 'truthful';

export interface JenkinsSettings {
  clock: Clock;
  /** The configured root URL, with a slash at its end. */
  rootUrl: string;
  contextPath: string;
  logGeneration: LogGeneration;
}

/** Everything the demo Jenkins knows. Tests may look at it and change it. */
export class JenkinsState {
  readonly users: Map<string, User> = demoUserTable();
  readonly sessions = new Sessions();
  readonly root: Container = newContainer('root', '', undefined);
  readonly queue: Queue;
  readonly runner: BuildRunner;
  readonly clock: Clock;
  readonly contextPath: string;
  rootUrl: string;
  /** Whether an administrator has saved the root URL; Jenkins guesses it otherwise, and tells null. */
  knowsRootUrl = true;
  logGeneration: LogGeneration;
  version = '2.579';
  /** Whether names stand in quotes in the reasons of the queue; those of older controllers hardly have them. */
  quotesNames = true;
  /** Changes with each start of a controller. */
  sessionMark = '71c30d6c';
  startup: Startup = 'ready';
  /** Caller of each request while security is off; undefined while it is on. */
  everybody: User | undefined;
  /** Caller without a login where something is granted to anonymous; undefined where nothing is. */
  anonymous: User | undefined;
  /** User ids by access tokens that a plugin or a gateway takes as Bearer; core knows none. */
  readonly accessTokens = new Map<string, string>();
  /** The controller's quiet period, seconds. */
  quietPeriod = 0;
  quietingDown = false;
  /** Whether forms of Active Choices have their calls in the page, as before 2.8 of the plugin. */
  hasInlineProxies = false;
  /** Number of deletions of builds that fail for the moment, with Jenkins' own page for another try. */
  deletionsToFail = 0;
  /** Of the built-in node. */
  offline: TakenOffline | undefined;
  /** Agents besides the built-in node; only parts of Pipelines run on them. */
  readonly agents: DemoAgent[] = [];
  /** Short names and versions of the plugins that the controller claims to have. */
  plugins: { shortName: string; version: string }[] = [];
  /** What each executor of the built-in node runs; of Pipelines only what asks for one. */
  readonly executors: (Build | undefined)[] = [undefined, undefined];
  /** Numbers of the executors that have run something, in the order in which they ended. */
  readonly endedExecutors: number[] = [];
  readonly #agentsOfRuns = new Map<Build, DemoAgent>();

  constructor(settings: JenkinsSettings) {
    this.clock = settings.clock;
    this.rootUrl = settings.rootUrl;
    this.contextPath = settings.contextPath;
    this.logGeneration = settings.logGeneration;
    this.runner = new BuildRunner({
      clock: settings.clock,
      rootUrl: () => this.rootUrl,
      ended: build => this.#ended(build),
      wantsAgent: (build, label) => this.queue.submitPart({ build, label }),
      leavesAgent: build => this.#leaveAgent(build),
    });
    this.queue = new Queue({
      clock: settings.clock,
      quietPeriod: () => this.quietPeriod,
      hasRoomFor: ({ job, part }) => (part ? this.#hasRoomOn(part.label) : this.#hasRoomFor(job)),
      begin: item => this.#begin(item),
    });
  }

  /** Switches security off: accounts are gone, and credentials count for nothing. Crumbs are wanted all the same. */
  turnSecurityOff(): void {
    this.users.clear();
    this.everybody = everybody();
  }

  /** Grants reading to anonymous, as the matrix of permissions does. */
  letAnonymousRead(): void {
    this.anonymous = anonymousWith(reading);
  }

  item(name: string): Item | undefined {
    return name === '' ? this.root : findByFullName(this.root, name);
  }

  /** The job of that full name; throws when there is none. */
  job(name: string): Job {
    const found = this.item(name);
    if (!found || !isJob(found)) throw new Error(`the demo Jenkins has no job ${name}`);
    return found;
  }

  folder(name: string): Container {
    const found = this.item(name);
    if (!found || isJob(found)) throw new Error(`the demo Jenkins has no folder ${name}`);
    return found;
  }

  /** Starts a build as a user would; for tests and seeds. */
  startBuild(job: Job, submission: Partial<Submission> = {}): QueueItem {
    const admin: Cause = { kind: 'user', userId: 'admin', userName: 'admin' };
    return this.queue.submit(job, { causes: [admin], ...submission }).item;
  }

  addFinishedBuild(job: Job, more: Partial<Build> & { result: BuildResult }): Build {
    const build: Build = {
      ...blankBuild(job, this.clock.now()),
      building: false,
      duration: 1_000,
      ...more,
    };
    job.nextBuildNumber = build.number + 1;
    job.builds.unshift(build);
    return build;
  }

  /** Executors of the built-in node as they are listed: one that has ended makes room for a new one at the end. */
  listedExecutors(): { number: number; build: Build | undefined }[] {
    const unused = this.executors.map((_, at) => at).filter(at => !this.endedExecutors.includes(at));
    return [...unused, ...this.endedExecutors].map(number => ({ number, build: this.executors[number] }));
  }

  /** Runs with a part on an agent. */
  runsOn(agent: DemoAgent): Build[] {
    return [...this.#agentsOfRuns].filter(([, runsThem]) => runsThem === agent).map(([build]) => build);
  }

  /** The executor that runs the build, if any. */
  executorOf(build: Build): number | undefined {
    const at = this.executors.indexOf(build);
    return at < 0 ? undefined : at;
  }

  #hasRoomFor(job: Job): boolean {
    if (this.quietingDown) return false;
    if (isFlyweight(job)) return true;
    if (job.label !== undefined && job.label !== 'built-in') return false;
    return !this.offline && this.executors.includes(undefined);
  }

  /** Whether a node of that label has a free executor. */
  #hasRoomOn(label: string): boolean {
    return this.#canUseBuiltIn(label) || this.#freeAgent(label) !== undefined;
  }

  #canUseBuiltIn(label: string): boolean {
    return isBuiltIn(label) && !this.offline && this.executors.includes(undefined);
  }

  #freeAgent(label: string): DemoAgent | undefined {
    return agentsWith(this.agents, label).find(agent => !isOffline(agent) && agent.busy < agent.executors);
  }

  #begin(item: QueueItem): Build {
    if (item.part) return this.#beginPart(item.part);
    const { job } = item;
    if (job.matrix) this.#numberCell(job, item);
    const build: Build = {
      ...blankBuild(item.job, this.clock.now()),
      ...checkedOut(item.job),
      queueId: item.id,
      causes: item.causes,
      parameters: item.parameters,
      scripts: item.scripts,
    };
    item.job.nextBuildNumber = build.number + 1;
    item.job.builds.unshift(build);
    if (!isFlyweight(job)) this.executors[this.executors.indexOf(undefined)] = build;
    // A build leaves the queue before its first line is printed, as on a real executor.
    item.build = build;
    this.runner.start(build);
    if (job.kind === 'matrix') triggerCells(this, build);
    return build;
  }

  #beginPart({ build, label }: NodePart): Build {
    const agent = this.#canUseBuiltIn(label) ? undefined : this.#freeAgent(label);
    if (agent) {
      agent.busy++;
      this.#agentsOfRuns.set(build, agent);
    } else {
      this.executors[this.executors.indexOf(undefined)] = build;
    }
    this.runner.goOn(build);
    return build;
  }

  #leaveAgent(build: Build): void {
    const executor = this.executorOf(build);
    if (executor !== undefined) this.#freeExecutor(executor);
    const agent = this.#agentsOfRuns.get(build);
    if (agent) agent.busy--;
    this.#agentsOfRuns.delete(build);
    this.queue.maintain();
  }

  #freeExecutor(number: number): void {
    this.executors[number] = undefined;
    const at = this.endedExecutors.indexOf(number);
    if (at >= 0) this.endedExecutors.splice(at, 1);
    this.endedExecutors.push(number);
  }

  #ended(build: Build): void {
    this.queue.dropParts(build);
    this.#leaveAgent(build);
    if (build.job.matrix) endWithCells(this, build);
    if (build.job.cells && build.interrupted) stopCells(this, build);
    if (build.result === 'SUCCESS') this.#triggerDownstream(build);
    this.queue.maintain();
  }

  /** A cell's build has the number of its project's build. */
  #numberCell(cell: Job, { causes }: QueueItem): void {
    const upstream = causes.find(cause => cause.kind === 'upstream');
    if (cell.matrix) cell.nextBuildNumber = numberInMatrix(cell.matrix, upstream?.build);
    const same = cell.builds.findIndex(({ number }) => number === cell.nextBuildNumber);
    if (same >= 0) cell.builds.splice(same, 1);
  }

  #triggerDownstream(build: Build): void {
    for (const name of build.job.downstream) {
      const job = this.item(name);
      if (!job || !isJob(job)) continue;
      this.queue.submit(job, {
        causes: [
          {
            kind: 'upstream',
            project: fullName(build.job),
            url: itemPath(build.job),
            build: build.number,
            causes: build.causes,
          },
        ],
      });
    }
  }
}

/** Whether builds of a job need no executor of their own. */
export function isFlyweight({ kind }: Job): boolean {
  return kind === 'pipeline' || kind === 'matrix';
}

export function blankBuild(job: Job, now: number): Build {
  return {
    job,
    number: job.nextBuildNumber,
    queueId: -1,
    causes: [],
    parameters: undefined,
    startedAt: now,
    duration: 0,
    result: null,
    building: true,
    log: new LogFile(),
    artifacts: [],
    tests: [],
    stages: [],
    changes: [],
    inputs: [],
    hasAsked: false,
    approvers: [],
    rejectedBy: undefined,
    keepLog: false,
    description: null,
    displayName: null,
    interrupted: false,
  };
}
