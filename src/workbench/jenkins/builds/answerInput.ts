import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { NotFoundError } from '../../../http/errors.ts';
import { buildPath } from '../../../jenkins/builds/builds.ts';
import { ParameterKind, type ParameterValues } from '../../../jenkins/builds/parameters.ts';
import { InputAnsweredError } from '../../../jenkins/errors.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import {
  InputAnswer,
  type PendingInput,
  readPendingInputs,
  answerInput as sendAnswer,
} from '../../../jenkins/pipelines/inputs.ts';
import { Failure, type WriteWords } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { FormDraft } from '../../shell/drafts/formDraft.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { confirmProtected } from '../jobs/protectedJobs.ts';
import { plainText } from '../jobs/tooltips.ts';
import type { InputNotices } from './inputNotices.ts';
import type { FormWords } from './parameterFormView.ts';
import { ParameterForm } from './parameterFormView.ts';
import type { StartBuildDeps } from './startBuild.ts';
import { noteStop } from './toldEnds.ts';

const { t } = vscode.l10n;

interface AnswerDeps extends Pick<StartBuildDeps, 'sessions' | 'asker' | 'drafts' | 'underWay' | 'background'> {
  readonly claims: Claims;
  readonly inputNotices: Pick<InputNotices, 'onShown'>;
}

/**
 * Answers the question that a run waits for: shows it, asks for its parameters, and goes on or aborts.
 * @param id of the input, where a certain one is meant
 */
export async function answerInput(deps: AnswerDeps, build: BuildRef, id?: string): Promise<void> {
  const words = t('The input of {0} is being answered.', nameOf(build));
  const object = ['input', build.connection.id, build.job, build.number];
  await deps.underWay.once(object, { words }, () => answerOnce(deps, build, id));
}

/** @returns undefined when it was canceled */
async function answerOnce(deps: AnswerDeps, build: BuildRef, id: string | undefined): Promise<true | undefined> {
  const input = await inputOf(build, await readInputs(deps, build), id);
  if (!input) return undefined;
  await deps.inputNotices.onShown(build, input.id);
  const { connection, job, number } = build;
  const draft = await FormDraft.open(deps, connection.id, `input ${job} ${number} ${input.id}`);
  const answer = await ask(deps, build, input, draft);
  if (answer === undefined) return undefined;
  const [way, values] = answer === InputAnswer.abort ? [answer] : [InputAnswer.proceed, answer];
  if (way === InputAnswer.proceed && !(await confirmProtected(build, titleOf(build)))) return undefined;
  if (way === InputAnswer.abort) await noteStop(deps.claims, build);
  draft.takeOver();
  try {
    await doWrite(writeWords(build, way), control =>
      sendAnswer(deps.sessions.jenkins(connection), { job, number, input }, way, textsOf(values), control),
    );
  } catch (error) {
    const cause = error instanceof Failure ? error.cause : undefined;
    if (!(cause instanceof NotFoundError) && !(cause instanceof InputAnsweredError)) throw error;
    notifyAnswered(build, cause instanceof InputAnsweredError ? cause.user : undefined);
  }
  await draft.drop();
  await deps.asker.started(build, values ?? new Map());
  return true;
}

/** @param user who answered, where that is told */
function notifyAnswered(build: BuildRef, user?: string): void {
  const name = nameOf(build);
  notifyInformation(
    user === undefined
      ? t('{0} is no longer waiting for this input: it was already answered, or the build has finished.', name)
      : t('The input of {0} was already answered by {1}.', name, user),
  );
}

async function readInputs({ sessions }: AnswerDeps, build: BuildRef): Promise<PendingInput[]> {
  const { connection, job, number } = build;
  try {
    return await withDelayedProgress(t('Loading the input of {0}…', nameOf(build)), signal =>
      readPendingInputs(sessions.jenkins(connection), job, number, { signal }),
    );
  } catch (error) {
    throw new Failure(t('Could not load the input of {0}.', nameOf(build)), error, connection);
  }
}

async function inputOf(
  build: BuildRef,
  inputs: readonly PendingInput[],
  id: string | undefined,
): Promise<PendingInput | undefined> {
  if (id === undefined) return askWhich(build, inputs);
  const input = inputs.find(each => each.id === id);
  if (!input) notifyAnswered(build);
  return input;
}

/** Several branches may wait at once. */
async function askWhich(build: BuildRef, inputs: readonly PendingInput[]): Promise<PendingInput | undefined> {
  const [only, ...others] = inputs;
  if (!only) notifyInformation(t('{0} is not waiting for input.', nameOf(build)));
  if (!only || others.length === 0) return only;
  const answer = await askPick<PendingInput>({
    title: titleOf(build),
    placeholder: t('Select the input to answer'),
    items: inputs.map(value => ({ label: plainText(value.message) || value.id, description: value.id, value })),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

/** @returns the values to go on with; undefined when it was canceled */
async function ask(
  { asker }: AnswerDeps,
  build: BuildRef,
  input: PendingInput,
  draft: FormDraft,
): Promise<ParameterValues | typeof InputAnswer.abort | undefined> {
  const words: FormWords = {
    title: titleOf(build),
    placeholder: [plainText(input.message), input.submitter && t('for {0}', input.submitter)]
      .filter(Boolean)
      .join(' · '),
    start: input.ok || t('Proceed'),
    refuse: t('Abort'),
  };
  const file = input.parameters.find(({ kind }) => kind === ParameterKind.file);
  if (file) return askWithFile(build, words, file.name);
  if (input.parameters.length > 0) {
    const form = new ParameterForm(build, input.parameters, { asker, draft, words }, { unset: hiddenIn(input) });
    return (await form.fill()) ?? (form.isRefused ? InputAnswer.abort : undefined);
  }
  const answer = await askPick<InputAnswer>({
    title: words.title,
    placeholder: words.placeholder,
    items: [
      { label: words.start, iconPath: new vscode.ThemeIcon('play'), value: InputAnswer.proceed },
      { label: words.refuse, iconPath: new vscode.ThemeIcon('close'), value: InputAnswer.abort },
    ],
  });
  if (answer.kind !== 'answered') return undefined;
  return answer.value === InputAnswer.abort ? answer.value : new Map();
}

/** Files are uploaded on Jenkins' own page: so it is said before anything is typed. */
async function askWithFile(
  build: BuildRef,
  { title, placeholder, refuse }: FormWords,
  file: string,
): Promise<typeof InputAnswer.abort | undefined> {
  const { connection, job, number } = build;
  const answer = await askPick<'browser' | typeof InputAnswer.abort>({
    title,
    placeholder,
    items: [
      {
        label: t('Open in Browser'),
        iconPath: new vscode.ThemeIcon('link-external'),
        detail: t('The input requires the file {0}, which can only be uploaded in Jenkins.', file),
        value: 'browser',
      },
      { label: refuse, iconPath: new vscode.ThemeIcon('close'), value: InputAnswer.abort },
    ],
  });
  if (answer.kind !== 'answered') return undefined;
  if (answer.value === InputAnswer.abort) return answer.value;
  const page = { connection, webPath: `${buildPath(job, number)}/input/` };
  await vscode.commands.executeCommand('jenkinsJira.openInBrowser', page);
  return undefined;
}

/** Jenkins does not tell the default of a password, and takes none by itself. */
function hiddenIn({ parameters }: PendingInput): ReadonlySet<string> {
  return new Set(parameters.flatMap(({ kind, name }) => (kind === ParameterKind.password ? [name] : [])));
}

function writeWords(build: BuildRef, way: InputAnswer): WriteWords {
  const name = nameOf(build);
  const isAbort = way === InputAnswer.abort;
  return {
    connection: build.connection,
    doing: isAbort ? t('Aborting {0}…', name) : t('Continuing {0}…', name),
    done: isAbort ? t('{0} was aborted.', name) : t('{0} continues.', name),
    failed: t('Could not answer the input of {0}.', name),
    doubtful: t('The input of {0} may or may not have been answered.', name),
    page: `${buildPath(build.job, build.number)}/`,
  };
}

/** A question takes no files. */
function textsOf(values: ParameterValues | undefined): ReadonlyMap<string, string> {
  return new Map([...(values ?? [])].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])));
}

function titleOf(build: BuildRef): string {
  return t('Answer Input of {0}', nameOf(build));
}

function nameOf({ job, number }: BuildRef): string {
  return `${readableName(job)} #${number}`;
}
