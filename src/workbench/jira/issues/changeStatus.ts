import * as vscode from 'vscode';
import { InvalidRequestError } from '../../../http/errors.ts';
import { FieldKind, type FieldMeta } from '../../../jira/fields/fields.ts';
import { listTransitions, type Transition, takeTransition } from '../../../jira/issues/transitions.ts';
import { Failure, type WriteFailure } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { FormDraft } from '../../shell/drafts/formDraft.ts';
import { isCanceled } from '../../shell/messages/canceled.ts';
import { chooseVisibility } from './chooseVisibility.ts';
import { bodyOf } from './documents.ts';
import { type EditDeps, projectOf } from './editFields.ts';
import { type AskedField, type FieldPlace, parseFieldDraft } from './fieldQuestion.ts';
import { type IssueRef, pathOfIssue } from './issueRef.ts';

const { t } = vscode.l10n;

/** Asks for a transition that is allowed now and for its fields, and takes it. */
export async function changeStatus(deps: EditDeps, issue: IssueRef): Promise<boolean> {
  const step = await chooseTransition(deps, issue);
  return step ? takeStep(deps, issue, step) : false;
}

/** Asks for a transition that is allowed now. */
export async function chooseTransition(deps: EditDeps, issue: IssueRef): Promise<Transition | undefined> {
  const { connection, key } = issue;
  const steps = readSteps(deps, issue);
  const answer = await askPick<Transition>({
    title: t('Change Status of {0}', key),
    placeholder: t('Select the new status'),
    items: steps.then(list =>
      list.length > 0
        ? list.map(value => ({ label: value.to || value.name, description: value.name, value }))
        : Promise.reject(new Failure(t('You have no transitions available for {0}.', key), undefined, connection)),
    ),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

/** Asks for all that a transition demands, and takes nothing. */
export async function askStep(
  deps: EditDeps,
  issue: IssueRef,
  step: Transition,
): Promise<ReadonlyMap<string, AskedField> | undefined> {
  const draft = await FormDraft.open(deps, issue.connection.id, draftName(issue, step));
  const given = new Map<string, AskedField>();
  if (!(await askAll(deps, issue, step, demandsOf(step), { given, problems: {}, draft }))) return undefined;
  if (!(await askAudience(deps, issue, given))) return undefined;
  // The answers are kept elsewhere: drafts of them would be second ones.
  await deps.asker.sent({ place: placeOf(issue), step: step.id }, step.fields, given);
  await draft.drop();
  return given;
}

/** Asks for the audience of a comment among the answers, where it is not known. @returns whether it is answered */
async function askAudience(deps: EditDeps, issue: IssueRef, given: Map<string, AskedField>): Promise<boolean> {
  const words = given.get(comment);
  if (!words || words.audience) return true;
  const audience = await chooseVisibility(deps, issue, false);
  if (audience) given.set(comment, { ...words, audience });
  return audience !== undefined;
}

function draftName({ key }: IssueRef, { id }: Transition): string {
  return `transition ${key} ${id}`;
}

function demandsOf(step: Transition): FieldMeta[] {
  return [...step.fields.filter(isDemanded), ...(wantsComment(step) ? [commentField()] : [])];
}

/** Goes on with a transition, in whose form a text was written. */
export async function continueTransition(
  deps: EditDeps,
  issue: IssueRef,
  id: string,
  given: ReadonlyMap<string, AskedField>,
): Promise<boolean> {
  const { connection, key } = issue;
  const step = (await readSteps(deps, issue)).find(each => each.id === id);
  if (step) return takeStep(deps, issue, step, given);
  throw new Failure(t('This transition is no longer available for {0}.', key), undefined, connection);
}

function readSteps({ sessions }: EditDeps, { connection, key }: IssueRef): Promise<readonly Transition[]> {
  return withDelayedProgress(t('Loading the transitions of {0}…', key), signal =>
    listTransitions(sessions.jira(connection), key, { signal }),
  ).catch(error => {
    throw new Failure(t('Could not load the transitions of {0}.', key), error, connection);
  });
}

/**
 * Asks for the fields that a transition demands, and takes it; after a failure it asks again with the same input.
 * @param taken called with all answers, once Jira has taken them
 */
export async function takeStep(
  deps: EditDeps,
  issue: IssueRef,
  step: Transition,
  answered: ReadonlyMap<string, AskedField> = new Map(),
  taken: (answers: ReadonlyMap<string, AskedField>) => void = () => undefined,
): Promise<boolean> {
  const { connection } = issue;
  const draft = await FormDraft.open(deps, connection.id, draftName(issue, step));
  const form = { place: placeOf(issue), step: step.id };
  if (draft.kept && !(await goesOn(draft, step.name, () => deps.asker.startOver(form, step.fields)))) return false;
  const given = new Map(answered);
  let asked = demandsOf(step).filter(({ id }) => !answered.has(id));
  let audience = answered.get(comment)?.audience;
  let problems: Readonly<Record<string, string>> = {};
  for (;;) {
    if (!(await askAll(deps, issue, step, asked, { given, problems, draft }))) return false;
    const words = given.get(comment);
    // A comment that was asked for again keeps its audience.
    if (words && audience) given.set(comment, { ...words, audience });
    if (!(await askAudience(deps, issue, given))) return false;
    audience = given.get(comment)?.audience;
    const refusal = await tryStep(deps, issue, step, given);
    if (!refusal) {
      await deps.asker.sent(form, step.fields, given);
      await draft.drop();
      taken(given);
      return true;
    }
    ({ problems, asked } = refusal);
  }
}

interface Refusal {
  readonly problems: Readonly<Record<string, string>>;
  /** Fields to ask for again. */
  readonly asked: FieldMeta[];
}

/**
 * Takes a transition.
 * @returns the refusal, undefined when it was taken
 * @throws WriteFailure where there is nothing to ask again
 */
async function tryStep(
  { sessions, background }: EditDeps,
  issue: IssueRef,
  step: Transition,
  given: ReadonlyMap<string, AskedField>,
): Promise<Refusal | undefined> {
  const { connection, key } = issue;
  const { fields, comment: added } = await stepValues(issue, given);
  try {
    await doWrite(stepWords(issue), control =>
      takeTransition(sessions.jira(connection), key, step, fields, added, control),
    );
    return undefined;
  } catch (failure) {
    const { cause } = failure as WriteFailure;
    const problems = cause instanceof InvalidRequestError ? cause.fields : {};
    const refused = step.fields.filter(({ id, kind }) => id in problems && kind !== FieldKind.unknown);
    if (comment in problems) refused.push(commentField());
    if (refused.length > 0) return { problems, asked: refused };
    if (given.size === 0 || isCanceled(cause)) throw failure;
    background.report(failure);
    const again = [...step.fields, commentField()].filter(
      ({ id, kind }) => given.has(id) && kind !== FieldKind.unknown,
    );
    return { problems, asked: again };
  }
}

/** Values of a transition's fields, and the comment that it demands, as Jira takes them. */
export async function stepValues({ connection }: IssueRef, given: ReadonlyMap<string, AskedField>) {
  const fields = Object.fromEntries([...given].flatMap(([id, { value }]) => (id === comment ? [] : [[id, value]])));
  const { value: words, audience } = given.get(comment) ?? {};
  const added = typeof words === 'string' ? { body: await bodyOf(connection, words), ...audience } : undefined;
  return { fields, comment: added };
}

function stepWords({ connection, key }: IssueRef) {
  return {
    connection,
    doing: t('Changing the status of {0}…', key),
    done: t('The status of {0} was changed.', key),
    failed: t('Could not change the status of {0}.', key),
    doubtful: t('The status of {0} may or may not have been changed.', key),
    page: pathOfIssue(key),
  };
}

function placeOf({ connection, key }: IssueRef): FieldPlace {
  return { connection, project: projectOf(key), issue: key };
}

interface Answers {
  readonly given: Map<string, AskedField>;
  /** Jira's complaints, by field. */
  readonly problems: Readonly<Record<string, string>>;
  readonly draft: FormDraft;
}

/** @returns whether all were answered */
async function askAll(
  { asker }: EditDeps,
  issue: IssueRef,
  step: Transition,
  fields: readonly FieldMeta[],
  { given, problems, draft }: Answers,
): Promise<boolean> {
  const place = placeOf(issue);
  for (const field of fields) {
    const title = t('{0}: {1}', step.name, field.name);
    const before = given.get(field.id)?.draft ?? parseFieldDraft(draft.kept?.answers[field.id]);
    const question = { place, title, field, draft: before, problem: problems[field.id], step: step.id };
    const answer = await asker.ask(question);
    if (answer.kind !== 'answered') return false;
    given.set(field.id, answer.value);
    draft.keep({ ...draft.kept?.answers, ...Object.fromEntries([...given].map(([id, each]) => [id, each.draft])) });
  }
  return true;
}

/** Asks whether to go on with the answers of an earlier time. */
async function goesOn(draft: FormDraft, step: string, dropTexts: () => Promise<void>): Promise<boolean> {
  const startOver = draft.startOverLine();
  const answer = await askPick<boolean>({
    title: step,
    placeholder: t('You started this earlier and did not finish'),
    items: [
      { label: t('Continue'), iconPath: new vscode.ThemeIcon('play'), value: true },
      ...(startOver ? [{ ...startOver, value: false }] : []),
    ],
  });
  if (answer.kind !== 'answered') return false;
  if (!answer.value) {
    await draft.drop();
    await dropTexts();
  }
  return true;
}

/** Id of the field by which Jira asks for a comment, on a screen or by a refusal alone. */
export const comment = 'comment';

function wantsComment({ fields }: Transition): boolean {
  return fields.some(({ id, required }) => id === comment && required);
}

function commentField(): FieldMeta {
  return {
    ...{ id: comment, name: t('Comment (Markdown)'), kind: FieldKind.text, required: true, hasDefault: false },
    ...{ allowed: [], operations: ['add'], valueType: '' },
  };
}

function isDemanded({ required, hasDefault, kind }: FieldMeta): boolean {
  return required && !hasDefault && kind !== FieldKind.unknown;
}
