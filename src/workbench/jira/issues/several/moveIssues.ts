import * as vscode from 'vscode';
import { listSprints, maxMoved, moveToSprint, type Sprint } from '../../../../jira/issues/sprints.ts';
import { Failure } from '../../../connections/words/failure.ts';
import { doWrite } from '../../../connections/words/writes.ts';
import { askPick, type PickItem } from '../../../shell/dialogs/askPick.ts';
import { projectOf } from '../editFields.ts';
import { type IssueRef, pathOfIssue } from '../issueRef.ts';
import { firstOfSite, type SeveralDeps } from './severalIssues.ts';

const { t } = vscode.l10n;

/** Asks for a sprint of the issues' projects, and moves all of them there: by a single request for each fifty. */
export async function moveIssues(deps: SeveralDeps, issues: readonly IssueRef[]): Promise<void> {
  const { connection, key } = firstOfSite(issues);
  const session = deps.sessions.jira(connection);
  const projects = [...new Set(issues.map(issue => projectOf(issue.key)))];
  const sprints = Promise.all(projects.map(project => listSprints(session, project))).then(
    lists => [...new Map(lists.flat().map(sprint => [sprint.id, sprint])).values()],
    error => {
      throw new Failure(t('Could not load the sprints of {0}.', projects.join(', ')), error, connection);
    },
  );
  const name = nameOf(issues.map(issue => issue.key));
  const answer = await askPick<Sprint | undefined>({
    title: t('Move {0} to Sprint', name),
    placeholder: t('Select a sprint'),
    items: sprints.then(list => [...list.map(itemOf), { label: t('Backlog'), value: undefined }]),
  });
  if (answer.kind !== 'answered') return;
  const target = answer.value?.name ?? t('Backlog');
  for (let at = 0; at < issues.length; at += maxMoved) {
    const part = issues.slice(at, at + maxMoved);
    const keys = part.map(issue => issue.key);
    const moved = nameOf(keys);
    const words = {
      connection,
      doing: t('Moving {0} to {1}…', moved, target),
      done: t('{0} moved to {1}.', moved, target),
      failed: t('Could not move {0} to {1}.', moved, target),
      doubtful: t('{0} may or may not have been moved to {1}.', moved, target),
      page: pathOfIssue(part[0]?.key ?? key),
    };
    await doWrite(words, control => moveToSprint(session, keys, answer.value?.id, control));
    for (const issue of part) deps.changes.notify(issue);
  }
}

function nameOf(keys: readonly string[]): string {
  return keys.length > 1 ? t('{0} issues', keys.length) : keys.join();
}

function itemOf(value: Sprint): PickItem<Sprint | undefined> {
  return { label: value.name, description: value.isActive ? t('active') : t('future'), value };
}
