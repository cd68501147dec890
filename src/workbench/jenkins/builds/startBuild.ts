import * as vscode from 'vscode';
import { InvalidRequestError } from '../../../http/errors.ts';
import { UnconfirmedWriteError, WriteOutcome } from '../../../http/unconfirmedWrite.ts';
import {
  checkValues,
  type Parameter,
  ParameterKind,
  type ParameterValues,
  refusedValues,
} from '../../../jenkins/builds/parameters.ts';
import {
  type BeforeStart,
  isFresh,
  type RemoteTrigger,
  readBeforeStart,
  startBuild as requestBuild,
  type StartedBuild,
} from '../../../jenkins/builds/startBuild.ts';
import { jobPath, readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { userOf } from '../../connections/settings/connection.ts';
import { Failure, WriteFailure, type WriteWords } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { UnderWay } from '../../shell/commands/underWay.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import { FormDraft } from '../../shell/drafts/formDraft.ts';
import { isCanceled } from '../../shell/messages/canceled.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import { confirmProtected, isProtected } from '../jobs/protectedJobs.ts';
import type { BuildTracker } from './buildTracker.ts';
import { DynamicFields } from './dynamicFields.ts';
import type { ParameterAsker } from './parameterAsker.ts';
import { type FormStart, ParameterForm } from './parameterFormView.ts';
import type { Presets } from './presets.ts';
import type { TriggerTokens } from './triggerTokens.ts';

const { t } = vscode.l10n;

export interface StartBuildDeps {
  readonly sessions: Sessions;
  readonly tracker: BuildTracker;
  readonly asker: ParameterAsker;
  readonly presets: Presets;
  readonly triggerTokens: TriggerTokens;
  readonly underWay: UnderWay;
  readonly drafts: Drafts;
  readonly background: Background;
}

export interface StartRequest extends FormStart {
  /** The build that is run again. */
  readonly again?: number;
  /** Whether to skip the form where no value must be filled in. */
  readonly unasked?: boolean;
  /** Asks before a start that would ask nothing else. */
  readonly confirm?: (() => Promise<boolean>) | undefined;
}

/** Asks for the job's parameters, starts a build and follows it; if the start is under way already, shows that. */
export async function startBuild(deps: StartBuildDeps, ref: JobRef, request: StartRequest = {}): Promise<void> {
  const words = t('{0} is being started.', readableName(ref.job));
  const object = ['start', ref.connection.id, ref.job, request.again];
  const show = () => deps.asker.showText(ref);
  await deps.underWay.once(object, { words, show }, () => startOnce(deps, ref, request));
}

/** @returns undefined when it was canceled */
async function startOnce(deps: StartBuildDeps, ref: JobRef, request: StartRequest): Promise<true | undefined> {
  const name = readableName(ref.job);
  if (!(await confirmProtected(ref, t('Start {0}', name)))) return undefined;
  let started: StartedBuild | undefined;
  try {
    started = await askAndStart(deps, ref, isProtected(ref) ? { ...request, confirm: undefined } : request);
  } catch (error) {
    throw failureOf(ref, error);
  }
  if (!started) return undefined;
  if (started.merged) {
    notifyInformation(t('The same build of {0} was already queued; this start was merged into it.', name));
  }
  deps.tracker.follow(ref, started.id);
  return true;
}

/**
 * Fills the form and starts the build until it is started or canceled (undefined). While the form is open the job may
 * be changed, and the server may go away: the typed values survive both.
 */
async function askAndStart(
  deps: StartBuildDeps,
  ref: JobRef,
  request: StartRequest,
): Promise<StartedBuild | undefined> {
  let before = await readBefore(deps, ref);
  let start = withoutRefused(before.parameters, request);
  const draft = await FormDraft.open(deps, ref.connection.id, `start ${ref.job} ${request.again ?? ''}`);
  for (;;) {
    const filled = await fill(deps, ref, before.parameters, { ...start, draft });
    if (filled === 'canceled' || !(filled.asked || (await request.confirm?.()) !== false)) return undefined;
    draft.takeOver();
    const attempt = await tryToStart(deps, ref, before, filled);
    if ('started' in attempt) {
      await draft.drop();
      await deps.asker.started(ref, filled.values ?? new Map());
      return attempt.started;
    }
    if (attempt.news === undefined) deps.background.report(failureOf(ref, attempt.error));
    else notifyInformation(attempt.news);
    before = attempt.now;
    start = withoutRefused(before.parameters, { values: filled.values ?? new Map() });
  }
}

interface Filled {
  readonly values: ParameterValues | undefined;
  /** Whether the person was asked for them. */
  readonly asked: boolean;
}

/** A start that was done, or the reason to ask the person again. */
type Attempt =
  | { readonly started: StartedBuild }
  | { readonly now: BeforeStart; readonly news: string | undefined; readonly error?: unknown };

/** @throws the failure, where no typed value could be lost, or where the build may have been started */
async function tryToStart(
  deps: StartBuildDeps,
  ref: JobRef,
  before: BeforeStart,
  { values, asked }: Filled,
): Promise<Attempt> {
  let now = before;
  const news = () => newsOf(ref, before.parameters, now.parameters, values);
  try {
    if (!isFresh(before)) now = await readBefore(deps, ref);
    return news() === undefined ? { started: await send(deps, ref, values, now) } : { now, news: news() };
  } catch (error) {
    const cause = error instanceof Failure ? error.cause : error;
    // Jenkins refuses parameters where the job has none, and none where it has some.
    if (cause instanceof InvalidRequestError) now = await readBefore(deps, ref).catch(() => now);
    if (isDoubtful(cause) || (news() === undefined && (!asked || isCanceled(cause)))) throw error;
    return { now, news: news(), error };
  }
}

/** Whether the build may have been started. */
function isDoubtful(cause: unknown): boolean {
  return cause instanceof UnconfirmedWriteError && cause.outcome === WriteOutcome.unknown;
}

function failureOf(ref: JobRef, error: unknown): Failure {
  return error instanceof Failure ? error : new WriteFailure(wordsOf(ref), error);
}

function wordsOf({ job, connection }: JobRef): WriteWords {
  const name = readableName(job);
  return {
    connection,
    doing: t('Starting {0}…', name),
    done: t('{0} was started.', name),
    failed: t('Could not start {0} on {1}.', name, connection.name),
    doubtful: t('{0} may or may not have started.', name),
    page: `${jobPath(job)}/`,
  };
}

/** News about the job that the person must read before the build is started with these values. */
function newsOf(
  ref: JobRef,
  before: readonly Parameter[],
  now: readonly Parameter[],
  values: ParameterValues | undefined,
): string | undefined {
  const name = readableName(ref.job);
  if (before.length === 0 && now.length === 0) return undefined;
  if (before.length === 0) return t('{0} now has parameters. Review them before starting the build.', name);
  if (now.length === 0) return t('{0} no longer has parameters. It is started without them.', name);
  const namesOf = (parameters: readonly Parameter[]) => JSON.stringify(parameters.map(each => each.name).sort());
  const isSame = namesOf(before) === namesOf(now) && refusedValues(now, values ?? new Map()).length === 0;
  return isSame ? undefined : t('The parameters of {0} have changed. Review them before starting the build.', name);
}

/** Unsets values that the job does not take (any more), so that the form asks for them. */
function withoutRefused(parameters: readonly Parameter[], start: StartRequest): StartRequest {
  const known = new Set(parameters.map(({ name }) => name));
  const refused = new Set(refusedValues(parameters, start.values ?? new Map()));
  const values = new Map([...(start.values ?? [])].filter(([name]) => known.has(name) && !refused.has(name)));
  return { ...start, values, unset: new Set([...(start.unset ?? []), ...refused]) };
}

function readBefore({ sessions }: StartBuildDeps, ref: JobRef): Promise<BeforeStart> {
  return withDelayedProgress(t('Loading the parameters of {0}…', readableName(ref.job)), signal =>
    readBeforeStart(sessions.jenkins(ref.connection), ref.job, { signal }),
  );
}

async function fill(
  deps: StartBuildDeps,
  ref: JobRef,
  parameters: readonly Parameter[],
  { draft, ...start }: StartRequest & { readonly draft: FormDraft },
): Promise<Filled | 'canceled'> {
  if (parameters.length === 0) return { values: undefined, asked: false };
  const isQuestion = parameters.some(({ kind }) => kind !== ParameterKind.unasked);
  const isComplete = (start.unasked || !isQuestion) && (start.unset?.size ?? 0) === 0;
  if (isComplete) return { values: start.values ?? new Map(), asked: false };
  const dynamic = new DynamicFields(deps.sessions, ref, parameters);
  const values = await new ParameterForm(ref, parameters, { ...deps, draft, dynamic }, start).fill();
  return values ? { values, asked: true } : 'canceled';
}

async function send(
  { sessions, triggerTokens }: StartBuildDeps,
  ref: JobRef,
  values: ParameterValues | undefined,
  { baseline, parameters }: BeforeStart,
): Promise<StartedBuild> {
  if (values) checkValues(parameters, values);
  const trigger = triggerFor(ref, parameters, await triggerTokens.get(ref));
  const session = sessions.jenkins(ref.connection);
  return doWrite(wordsOf(ref), control => requestBuild(session, ref.job, values, { ...control, baseline, trigger }));
}

/** A parameter of the same name would get the token as its value, for all to read. */
function triggerFor(
  ref: JobRef,
  parameters: readonly Parameter[],
  token: string | undefined,
): RemoteTrigger | undefined {
  const isParameter = (name: string) => parameters.some(parameter => parameter.name === name);
  if (token === undefined || isParameter('token')) return undefined;
  const user = userOf(ref.connection);
  const cause = user === undefined ? t('From VS Code') : t('{0}, from VS Code', user);
  return isParameter('cause') ? { token } : { token, cause };
}
