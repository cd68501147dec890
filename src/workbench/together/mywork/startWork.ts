import * as vscode from 'vscode';
import { asText } from '../../../base/json.ts';
import { assignIssue } from '../../../jira/issues/changeIssue.ts';
import { type Issue, readIssue, StatusCategory } from '../../../jira/issues/issues.ts';
import { listTransitions, type Transition } from '../../../jira/issues/transitions.ts';
import type { Person } from '../../../jira/people/people.ts';
import { readMyself } from '../../../jira/session/verify.ts';
import { Failure } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import { assignWords } from '../../jira/issues/assignIssues.ts';
import { takeStep } from '../../jira/issues/changeStatus.ts';
import type { EditDeps } from '../../jira/issues/editFields.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { type GitBranches, GitProblem, type Repository } from '../../shell/git/gitBranches.ts';
import { GitError } from '../../shell/git/gitError.ts';
import { showBriefly } from '../../shell/messages/notifications.ts';
import { branchNameOf } from './branchName.ts';
import { StartWorkForm, type WorkPlan } from './startWorkForm.ts';

const { t } = vscode.l10n;

export interface StartWorkDeps {
  readonly branches: GitBranches;
  readonly edits: EditDeps;
}

/** Begins to work on an issue: a branch named after it, its status, and its assignee, in a single confirmed step. */
export async function startWork(deps: StartWorkDeps, ref: IssueRef): Promise<boolean> {
  const { issue, steps, me } = await read(deps, ref);
  const repository = await chooseRepository(deps.branches.repositories());
  if (repository === 'canceled') return false;
  const template = asText(vscode.workspace.getConfiguration('jenkinsJira', repository?.root).get('branchName'));
  const plan = await new StartWorkForm({
    key: ref.key,
    repository: repository?.name,
    known: await deps.edits.background.optional('The branches of a repository could not be read', async () =>
      repository?.known(),
    ),
    problem: problemWords(deps.branches.problem),
    branch: branchNameOf(template, issue),
    steps,
    step: stepOf(issue, steps),
    assignee: me.displayName,
    isMine: issue.assignee === me.displayName,
  }).ask();
  if (!plan) return false;
  await carryOut(deps, ref, plan, repository, me);
  return true;
}

async function read({ edits: { sessions } }: StartWorkDeps, { connection, key }: IssueRef) {
  const session = sessions.jira(connection);
  try {
    return await withDelayedProgress(t('Loading {0}…', key), async signal => {
      const [issue, steps, me] = await Promise.all([
        readIssue(session, key, { signal }),
        listTransitions(session, key, { signal }),
        readMyself(session, signal),
      ]);
      if (!issue) throw new Error('no issue in the answer');
      return { issue, steps, me };
    });
  } catch (error) {
    throw new Failure(t('Could not load {0}.', key), error, connection);
  }
}

/** First transition to a status of work; none if the issue is in such a status already. */
function stepOf({ statusCategory }: Issue, steps: readonly Transition[]): Transition | undefined {
  if (statusCategory === StatusCategory.inProgress) return undefined;
  return steps.find(({ category }) => category === StatusCategory.inProgress);
}

async function chooseRepository(all: readonly Repository[]): Promise<Repository | undefined | 'canceled'> {
  if (all.length <= 1) return all[0];
  const answer = await askPick<Repository>({
    title: t('Start Work'),
    placeholder: t('Select a repository'),
    items: all.map(value => ({ label: value.name, description: value.branch ?? '', value })),
  });
  return answer.kind === 'answered' ? answer.value : 'canceled';
}

/** The branch first: a failure on this machine should come before other people see a change. */
async function carryOut(
  { edits }: StartWorkDeps,
  ref: IssueRef,
  { branch, base, step, assign }: WorkPlan,
  repository: Repository | undefined,
  me: Pick<Person, 'id'>,
): Promise<void> {
  const { connection, key } = ref;
  if (branch !== undefined && repository) await begin(repository, branch, base);
  if (step) await takeStep(edits, ref, step);
  if (assign) {
    await doWrite(assignWords(ref), control => assignIssue(edits.sessions.jira(connection), key, me.id, control));
  }
  showBriefly(t('Started work on {0}.', key), 6000);
}

function problemWords(problem: GitProblem | undefined): string | undefined {
  switch (problem) {
    case GitProblem.restricted:
      return t('No branch: Git is disabled in Restricted Mode.');
    case GitProblem.missing:
      return t('No branch: Git is not available.');
    case GitProblem.none:
      return t('No branch: no Git repository is open.');
    default:
      return undefined;
  }
}

async function begin(repository: Repository, branch: string, base: string | undefined): Promise<void> {
  try {
    await withDelayedProgress(t('Switching to {0}…', branch), async () => {
      if (!(await repository.begin(branch, base)) && base !== undefined)
        showBriefly(t('{0} could not be updated from the remote.', base), 6000);
    });
  } catch (error) {
    throw new Failure(t('Could not switch to the branch {0} in {1}.', branch, repository.name), gitError(error));
  }
}

function gitError(cause: unknown): GitError {
  return new GitError(gitWords(cause), { cause });
}

/** Git writes the reason to its standard error. */
function gitWords(error: unknown): string {
  const { stderr } = Object(error) as { stderr?: unknown };
  const told = typeof stderr === 'string' ? stderr.trim() : '';
  const words = told || (error instanceof Error ? error.message : String(error));
  return words.replace(/^(?:error|fatal): /, '').replace(/\s+/g, ' ');
}
