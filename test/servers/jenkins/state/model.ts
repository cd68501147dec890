import type { LogFile } from '../builds/logFile.ts';
import type { FlowError, FlowEvent, FlowGraph } from '../flow/flowGraph.ts';
import type { BranchHead, ChangeEntry, GitHead } from './heads.ts';

export type BuildResult = 'SUCCESS' | 'UNSTABLE' | 'FAILURE' | 'NOT_BUILT' | 'ABORTED';

export type ParameterKind = 'string' | 'text' | 'boolean' | 'choice' | 'password' | 'file' | 'run' | 'credentials';

export interface ParameterDefinition {
  kind: ParameterKind;
  name: string;
  description?: string;
  defaultValue?: string | boolean;
  trim?: boolean;
  choices?: string[];
  /** Of a run parameter: full name of the job whose builds can be picked. */
  project?: string;
  /** Of an Active Choices parameter, which is a string for all else. */
  active?: ActiveChoice;
  /** Of another plugin's parameter, which takes the values of its kind: its class, and choices of any shape. */
  ofPlugin?: { className: string; choices?: readonly Readonly<Record<string, string>>[] };
}

/** List that a script of the job makes: labels by values. An ending `:selected` or `:disabled` of a label is a mark. */
export interface ActiveChoice {
  choiceType: 'PT_SINGLE_SELECT' | 'PT_MULTI_SELECT' | 'PT_RADIO' | 'PT_CHECKBOX' | 'ET_TEXT_BOX' | 'ET_ORDERED_LIST';
  /** Names of the parameters whose values the script gets. */
  references?: readonly string[];
  list: (values: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
  /** Values that a page gave last: the plugin keeps them in the definition, for all people together. */
  given?: Record<string, string>;
}

export interface ParameterValue {
  kind: ParameterKind;
  name: string;
  value: string | boolean;
  /** Of a file parameter: what was uploaded. */
  content?: Buffer;
}

export type Cause =
  | { kind: 'user'; userId: string | null; userName: string }
  | { kind: 'remote'; address: string; note: string | null }
  | { kind: 'upstream'; project: string; url: string; build: number; causes: Cause[] }
  | { kind: 'timer' }
  | { kind: 'scm' }
  | { kind: 'indexing' }
  | { kind: 'replay'; number: number; isUnchanged?: boolean }
  | { kind: 'restart'; number: number; stage: string };

/** A piece of a build: what it prints, then how long it takes (ms). */
export interface BuildStep {
  print?: string;
  /** Node of the flow graph that begins here. */
  flow?: FlowEvent;
  /** Id of the node whose log the text is. */
  node?: string;
  /** Failure of that node. */
  fails?: FlowError;
  takes?: number;
  /** Name of the pipeline stage that begins here. */
  stage?: string;
  /** Id of that stage's flow node; absent: one that fits behind the last. */
  stageId?: string;
  /** The build waits here until somebody answers. */
  input?: PendingInput;
  /** Whether it goes on all the same, as where another branch asks, too; then each branch ends with its answer. */
  goesOn?: true;
  /** Printed of the last answer, behind `print`. */
  printAnswer?: (answer: InputAnswer) => string;
  /** The build waits here until it is ended from outside. */
  holds?: true;
  /** Of a `node` that begins here: label of the agents that it waits for; empty where each will do. */
  agent?: string;
}

/** Agent besides the built-in node. */
export interface DemoAgent {
  name: string;
  description?: string;
  /** Besides its own name, which is a label too. */
  labels: string[];
  executors: number;
  /** How many of its executors run something. */
  busy: number;
  /** Whether it has lost its connection, or never had one. */
  disconnected?: true;
  takenOffline?: TakenOffline | undefined;
}

/** How a person took a node offline. */
export interface TakenOffline {
  message: string;
  by: string;
  at: number;
}

export interface PendingInput {
  id: string;
  message: string;
  proceedText: string;
  parameters: ParameterDefinition[];
  /** Ids of users and groups, joined by commas; absent: whoever may build. */
  submitter?: string;
  /** Name under which the Pipeline gets the id of the user who answered. */
  submitterParameter?: string;
  /** Id of its node in the flow graph, where that is known. */
  node?: string | undefined;
}

export interface InputAnswer {
  readonly id: string;
  /** As the log names the user. */
  readonly name: string;
  readonly values: readonly ParameterValue[];
}

export interface TestCase {
  /** Absent: the class name. */
  suite?: string;
  className: string;
  name: string;
  status: 'PASSED' | 'FAILED' | 'REGRESSION' | 'FIXED' | 'SKIPPED';
  duration: number;
  age: number;
  failedSince: number;
  errorDetails?: string;
  errorStackTrace?: string;
  skippedMessage?: string;
  stdout?: string;
  stderr?: string;
  /** The stages and branches of the Pipeline that it ran in, from the inside out. */
  blocks?: readonly { readonly id: string; readonly name: string }[];
  /** Id of the step that published it. */
  node?: string;
}

export interface BuildPlan {
  steps: BuildStep[];
  /** Of a Pipeline that somebody ends: what it still does. */
  afterAbort?: BuildStep[];
  result: BuildResult;
  /** The last words of a pipeline that failed. */
  error?: string;
  artifacts?: Artifact[];
  tests?: TestCase[];
}

export interface Artifact {
  relativePath: string;
  content: Buffer;
}

export interface PlanContext {
  job: Job;
  build: Build;
  parameters: ParameterValue[];
}

export interface Stage {
  id: string;
  name: string;
  startedAt: number;
  duration: number;
  status: 'SUCCESS' | 'FAILED' | 'ABORTED' | 'IN_PROGRESS' | 'PAUSED_PENDING_INPUT' | 'UNSTABLE';
  log: LogFile;
}

export interface Build {
  job: Job;
  number: number;
  queueId: number;
  causes: Cause[];
  /** Absent: the build has no parameters action at all. */
  parameters: ParameterValue[] | undefined;
  startedAt: number;
  duration: number;
  result: BuildResult | null;
  building: boolean;
  log: LogFile;
  artifacts: Artifact[];
  tests: TestCase[];
  stages: Stage[];
  /** Absent where the plan has no nodes: the stages alone are known then. */
  flow?: FlowGraph;
  changes: ChangeEntry[];
  /** Hash of the commit that git checked out for it. */
  revision?: string;
  /** Those that it waits for. */
  inputs: PendingInput[];
  /** Whether it has ever waited for input. */
  hasAsked: boolean;
  /** Whether an input was answered with values. */
  hasGivenValues?: boolean;
  /** Ids of the users who answered inputs. */
  approvers: string[];
  /** The user who refused an input. */
  rejectedBy: { readonly id: string; readonly name: string } | undefined;
  keepLog: boolean;
  description: string | null;
  displayName: string | null;
  interrupted: boolean;
  /** Whether its Pipeline was told to pause. */
  isPaused?: boolean;
  /** Scripts of a run that was started again, in place of the job's. */
  scripts?: Scripts | undefined;
}

/** Scripts that a run of a Pipeline ran. */
export interface Scripts {
  readonly main: string;
  /** Scripts that the main one loaded, by the names of their classes. */
  readonly loaded: Readonly<Record<string, string>>;
}

/** Git repository that a multibranch project builds. */
export interface GitSource {
  /** Undefined: it cannot be reached. */
  heads: readonly GitHead[] | undefined;
  /** What jobs of new branches are like. */
  job: Partial<Job> & Pick<Job, 'plan'>;
}

export interface Job {
  /** Cells of a matrix project and modules of a Maven project stand in the project, and in no folder. */
  kind: 'freestyle' | 'pipeline' | 'matrix' | 'cell' | 'maven' | 'module';
  name: string;
  parent: Container;
  displayName: string | null;
  description: string | null;
  disabled: boolean;
  /** A copied job is held off until its configuration is saved once. */
  heldOff: boolean;
  concurrent: boolean;
  parameters: ParameterDefinition[];
  /** Seconds; absent: the controller's. */
  quietPeriod: number | undefined;
  label: string | undefined;
  /** The word of "Trigger builds remotely". */
  authToken: string | undefined;
  downstream: string[];
  /** Ids of users who cannot see the job. */
  hiddenFrom: Set<string>;
  branch: BranchHead | undefined;
  command: string;
  /** Of a matrix project, or the modules of a Maven project. */
  cells?: readonly Job[];
  /** Of a cell or module: its project. */
  matrix?: Job;
  /** Of a Pipeline: its script. */
  script?: string;
  /** Of a Pipeline with its script in Git, and of no multibranch project: address of the repository. */
  repository?: string;
  /** Of a Pipeline: scripts that its own loads. */
  loadedScripts?: Readonly<Record<string, string>>;
  /** Of a declarative Pipeline: the stages at its top. */
  restartableStages?: readonly string[];
  isDeclarative?: true;
  /** Whether its runs set variables of their environment. */
  setsEnvironment?: true;
  plan: (context: PlanContext) => BuildPlan;
  /** Newest first. */
  builds: Build[];
  nextBuildNumber: number;
}

export interface View {
  name: string;
  jobs: Set<string>;
}

export interface Container {
  kind: 'root' | 'folder' | 'organization' | 'multibranch';
  name: string;
  parent: Container | undefined;
  displayName: string | null;
  description: string | null;
  disabled: boolean;
  items: Map<string, Item>;
  /** Of a multibranch project: the address of the Git repository that it builds. */
  repository?: string;
  /** What is in it; absent: nothing but its jobs is known. */
  source?: GitSource;
  /** Views besides the built-in one. */
  views: View[];
  hiddenFrom: Set<string>;
  /** Log of the last branch scan. */
  indexing: LogFile;
}

export type Item = Job | Container;

export function isJob(item: Item): item is Job {
  return ['freestyle', 'pipeline', 'matrix', 'cell', 'maven', 'module'].includes(item.kind);
}
