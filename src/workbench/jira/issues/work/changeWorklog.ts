import * as vscode from 'vscode';
import { FieldProblem, localTime, parseMoment } from '../../../../jira/fields/fieldValues.ts';
import type { Worklog } from '../../../../jira/issues/issueLists.ts';
import { deleteWorklog, readWorklog, updateWorklog, type WorklogChange } from '../../../../jira/issues/worklogs.ts';
import { Failure } from '../../../connections/words/failure.ts';
import { doWrite } from '../../../connections/words/writes.ts';
import { askPick, type PickItem } from '../../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../../shell/dialogs/delayedProgress.ts';
import { askModal } from '../../../shell/messages/notifications.ts';
import { bodyOf, editableOf, type Origin } from '../documents.ts';
import { problemWords } from '../fieldWords.ts';
import { type IssueRef, openInBrowser, pathOfIssue, worklogQuery } from '../issueRef.ts';
import { askKept, type KeptQuestion } from './askKept.ts';
import { timeQuestion, type WorkDeps } from './logWork.ts';

const { t } = vscode.l10n;

/** Work log of an issue. */
export interface WorklogRef extends IssueRef {
  readonly id: string;
}

/** Work log with its description as Markdown. */
interface EditedWorklog {
  readonly log: Worklog;
  readonly description: string;
  readonly origin: Origin | undefined;
}

const parts = ['timeSpent', 'started', 'description'] as const;
type PartOfWork = (typeof parts)[number];

/**
 * Asks for another duration, beginning or description of a work log; all else of it stays.
 * @returns whether it was done
 * @throws Failure where that part was changed elsewhere meanwhile
 */
export async function editWorklog(deps: WorkDeps, ref: WorklogRef): Promise<boolean> {
  const now = await read(deps, ref);
  const answer = await askPick<PartOfWork>({
    title: t('Edit Work Log of {0}', ref.key),
    placeholder: t('Select what to change'),
    items: itemsOf(now),
  });
  if (answer.kind !== 'answered') return false;
  if (answer.value === 'description' && hasLines(now)) {
    await openInBrowser(ref, worklogQuery(ref.id));
    return false;
  }
  const asked = await askKept(deps, questionFor(ref, answer.value, now));
  if (asked.answer.kind !== 'answered') return false;
  const fresh = await read(deps, ref);
  const { labels, values } = wordsOf(fresh);
  const part = answer.value;
  if (values[part] !== wordsOf(now).values[part]) {
    const words = t(
      '{0} of the work log was changed elsewhere meanwhile: it is "{1}" now.',
      labels[part],
      values[part],
    );
    throw new Failure(words, undefined, ref.connection);
  }
  await send(deps, ref, asked.answer.value, fresh.log);
  await asked.draft.drop();
  return true;
}

/** Deletes a work log, after a question. @returns whether it was done */
export async function removeWorklog({ sessions }: WorkDeps, ref: WorklogRef, words: string): Promise<boolean> {
  const { connection, key, id } = ref;
  const button = t('Delete');
  const question = t('Delete the work log "{0}" of {1} on {2}?', words, key, connection.name);
  if ((await askModal(question, { detail: t('This cannot be undone.') }, button)) !== button) return false;
  const ends = {
    connection,
    doing: t('Deleting a work log of {0}…', key),
    done: t('The work log of {0} was deleted.', key),
    failed: t('Could not delete the work log of {0}.', key),
    doubtful: t('The work log of {0} may or may not have been deleted.', key),
    page: pathOfIssue(key),
  };
  await doWrite(ends, control => deleteWorklog(sessions.jira(connection), key, id, control));
  return true;
}

async function read({ sessions }: WorkDeps, { connection, key, id }: WorklogRef): Promise<EditedWorklog> {
  const session = sessions.jira(connection);
  try {
    return await withDelayedProgress(t('Loading a work log of {0}…', key), async signal => {
      const log = await readWorklog(session, key, id, { signal });
      const { markdown, origin } = await editableOf(session, log.comment ?? '');
      return { log, description: markdown, origin };
    });
  } catch (error) {
    throw new Failure(t('Could not load the work log of {0}.', key), error, connection);
  }
}

function hasLines({ description }: EditedWorklog): boolean {
  return description.trim().includes('\n');
}

function wordsOf({ log, description }: EditedWorklog) {
  return {
    labels: { timeSpent: t('Time spent'), started: t('Started'), description: t('Description') },
    values: { timeSpent: log.timeSpent, started: localTime(log.started ?? ''), description: description.trim() },
  };
}

function itemsOf(now: EditedWorklog): PickItem<PartOfWork>[] {
  const { labels, values } = wordsOf(now);
  return parts.map(value => ({
    ...{ value, label: labels[value], description: values[value].split('\n')[0] ?? '' },
    ...(value === 'description' && hasLines(now) && { detail: t('It has several lines: opens in the browser') }),
  }));
}

function questionFor(ref: WorklogRef, part: PartOfWork, now: EditedWorklog): KeptQuestion<WorklogChange> {
  const { connection, key, id } = ref;
  const common = {
    ...{ connection: connection.id, form: `worklog ${key} ${id} ${part}`, field: part },
    title: t('Edit Work Log of {0}', key),
  };
  switch (part) {
    case 'timeSpent': {
      const { prompt, check } = timeQuestion();
      const checked = (text: string) => {
        const found = check(text);
        return 'value' in found ? { value: { timeSpent: found.value } } : found;
      };
      return { ...common, prompt, now: now.log.timeSpent, check: checked };
    }
    case 'started': {
      const check = (text: string) => {
        const moment = parseMoment(text.trim());
        const problem = problemWords(FieldProblem.dateTime);
        return moment ? { value: { started: moment.toISOString().replace('Z', '+0000') } } : { problem };
      };
      const prompt = t('Started, such as 2027-01-31 14:30');
      return { ...common, prompt, now: localTime(now.log.started ?? ''), check };
    }
    case 'description': {
      const check = async (text: string) => ({
        value: { comment: text.trim() === '' ? null : await bodyOf(connection, text, now.origin) },
      });
      return { ...common, prompt: t('Description of the work, in Markdown'), now: now.description.trim(), check };
    }
  }
}

async function send(
  { sessions }: WorkDeps,
  ref: WorklogRef,
  change: WorklogChange,
  { visibility }: Worklog,
): Promise<void> {
  const { connection, key, id } = ref;
  const words = {
    connection,
    doing: t('Changing a work log of {0}…', key),
    done: t('The work log of {0} was changed.', key),
    failed: t('Could not change the work log of {0}.', key),
    doubtful: t('The work log of {0} may or may not have been changed.', key),
    page: pathOfIssue(key) + worklogQuery(id),
  };
  await doWrite(words, control => updateWorklog(sessions.jira(connection), key, id, change, visibility, control));
}
