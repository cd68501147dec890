import * as vscode from 'vscode';
import { voteForIssue, watchIssue } from '../../../jira/issues/changeIssue.ts';
import type { IssueDetails } from '../../../jira/issues/issueDetails.ts';
import { readIssue } from '../../../jira/issues/issues.ts';
import { readMyself } from '../../../jira/session/verify.ts';
import { Product } from '../../connections/settings/connection.ts';
import { Failure } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { Commands } from '../../shell/commands/commandTable.ts';
import type { UnderWay } from '../../shell/commands/underWay.ts';
import { assignIssues } from './assignIssues.ts';
import { type AttachmentDeps, attachFiles } from './attachmentFiles.ts';
import { chooseGrouping } from './chooseGrouping.ts';
import { cloneIssue } from './cloneIssue.ts';
import { copyIssuesAs, copyKeys } from './copyIssue.ts';
import { type CreateDeps, createIssue } from './createIssue.ts';
import { editField } from './editFields.ts';
import { frontIssue } from './frontIssue.ts';
import type { IssueBuilds } from './issueBuilds.ts';
import { commentQuery, type IssueRef, issueIn, openInBrowser, pathOfIssue } from './issueRef.ts';
import { issueUri } from './issueUri.ts';
import { linkIssue } from './linkIssue.ts';
import { keepName } from './mentions.ts';
import { newIssueIn } from './newIssue.ts';
import { pickIssue } from './pickIssue.ts';
import { aboutSelection, aboutTodo } from './selection.ts';
import { changeStatuses } from './several/changeStatuses.ts';
import { editLabels } from './several/editLabels.ts';
import { moveIssues } from './several/moveIssues.ts';
import { issuesIn, type SeveralDeps } from './several/severalIssues.ts';
import { askAndLog } from './work/logWork.ts';

const { t } = vscode.l10n;

export interface IssueCommandDeps extends CreateDeps, AttachmentDeps, SeveralDeps {
  readonly underWay: UnderWay;
}

type Work = (issue: IssueRef) => Promise<unknown>;

/** Handlers of commands for issues, from their nodes, their pages and the palette. */
export function issueHandlers(deps: IssueCommandDeps) {
  const { store, sessions } = deps;
  const find = (id: string) => store.findJira(id);
  const ask = (target: unknown, title: string) =>
    issueIn(target ?? frontIssue(), find) ?? pickIssue(store.ofProduct(Product.jira), sessions, title);
  const changing = (title: string, work: Work) => async (target: unknown) => {
    const issue = await ask(target, title);
    if (issue && (await told(issue, work)) !== false) deps.changes.notify(issue);
  };
  /** For all selected issues, where several are. */
  const changingAll = (title: string, work: (issues: readonly IssueRef[]) => Promise<unknown>) => {
    return async (target: unknown, selected: unknown) => {
      const issues = await askAll(target, selected, title);
      if (issues.length > 0) await work(issues);
    };
  };
  const askAll = async (target: unknown, selected: unknown, title: string): Promise<readonly IssueRef[]> => {
    const issues = issuesIn(selected, find);
    if (issues.length > 1) return issues;
    const issue = await ask(target, title);
    return issue ? [issue] : [];
  };
  /** Makes an issue that another one shows. */
  const making = (title: string, make: (issue: IssueRef) => Promise<IssueRef | undefined>) => {
    return async (target: unknown) => {
      const issue = await ask(target, title);
      const created = issue && (await make(issue));
      if (created) deps.changes.notify(issue);
      await made(deps, created);
    };
  };
  const told = async (issue: IssueRef, work: Work) => {
    try {
      return await work(issue);
    } catch (error) {
      deps.permissions.learnFrom(issue, error);
      throw error;
    }
  };
  return {
    async openIssue(target) {
      const issue = await ask(target, t('Open Issue'));
      if (issue) await openIssue(issue);
    },
    async goToIssue() {
      const issue = await pickIssue(store.ofProduct(Product.jira), sessions, t('Go to Issue'));
      if (issue) await openIssue(issue);
    },
    changeStatus: changingAll(t('Change Status'), issues => changeStatuses(deps, issues)),
    assignIssue: changingAll(t('Assign'), issues => assignIssues(deps, issues)),
    editLabels: changingAll(t('Edit Labels'), issues => editLabels(deps, issues)),
    moveToSprint: changingAll(t('Move to Sprint'), issues => moveIssues(deps, issues)),
    async editField(target, field) {
      const issue = await ask(target, t('Edit Field'));
      const wanted = typeof field === 'string' ? field : undefined;
      if (issue && (await editField(deps, issue, wanted))) deps.changes.notify(issue);
    },
    logWork: changing(t('Log Work'), issue => askAndLog(deps, issue)),
    watchIssue: changing(t('Watch'), issue => watch(deps, issue, true)),
    unwatchIssue: changing(t('Stop Watching'), issue => watch(deps, issue, false)),
    voteForIssue: changing(t('Vote'), issue => vote(deps, issue, true)),
    unvoteIssue: changing(t('Remove Vote'), issue => vote(deps, issue, false)),
    attachFile: changing(t('Attach File'), issue => attachFiles(deps, issue)),
    linkIssue: changing(t('Link Issue'), issue => linkIssue(deps, issue)),
    async createIssue(begin) {
      await made(deps, await createIssue(deps, newIssueIn(begin)));
    },
    createSubtask: making(t('Create Sub-task'), parent => createIssue(deps, { parent })),
    cloneIssue: making(t('Clone Issue'), issue => cloneIssue(deps, issue)),
    async createIssueFromSelection(target, line) {
      const isTodo = target instanceof vscode.Uri && typeof line === 'number';
      await made(deps, await createIssue(deps, isTodo ? await aboutTodo(target, line) : aboutSelection()));
    },
    groupIssues: chooseGrouping,
    copyIssueAs: changingAll(t('Copy Issue As'), issues => copyAs(deps, issues)),
    copyKey: changingAll(t('Copy Key'), issues => copyKeys(issues)),
    keepName: (target, name) => keepName(deps.drafts, target, name),
  } satisfies Commands;
}

async function openIssue(issue: IssueRef): Promise<void> {
  await vscode.commands.executeCommand('vscode.openWith', issueUri(issue), 'jenkinsJira.issue');
}

async function made(deps: IssueCommandDeps, issue: IssueRef | undefined): Promise<void> {
  if (!issue) return;
  deps.changes.notify(issue);
  await openIssue(issue);
}

async function watch({ sessions }: IssueCommandDeps, issue: IssueRef, isOn: boolean): Promise<void> {
  const { connection, key } = issue;
  const session = sessions.jira(connection);
  const words = {
    connection,
    doing: t('Changing {0}…', key),
    done: isOn ? t('You watch {0}.', key) : t('You no longer watch {0}.', key),
    failed: isOn ? t('Could not watch {0}.', key) : t('Could not stop watching {0}.', key),
    doubtful: isOn ? t('You may or may not watch {0}.', key) : t('You may or may not still watch {0}.', key),
    page: pathOfIssue(key),
  };
  await doWrite(words, async control => {
    const { id } = await readMyself(session, control.signal);
    return watchIssue(session, key, isOn, id, control);
  });
}

async function vote({ sessions }: IssueCommandDeps, issue: IssueRef, isOn: boolean): Promise<void> {
  const { connection, key } = issue;
  const words = {
    connection,
    doing: t('Voting for {0}…', key),
    done: isOn ? t('You voted for {0}.', key) : t('Your vote for {0} was removed.', key),
    failed: isOn ? t('Could not vote for {0}.', key) : t('Could not remove your vote for {0}.', key),
    doubtful: isOn
      ? t('Your vote for {0} may or may not count.', key)
      : t('Your vote for {0} may or may not have been removed.', key),
    page: pathOfIssue(key),
  };
  await doWrite(words, control => voteForIssue(sessions.jira(connection), key, isOn, control));
}

function copyAs(deps: IssueCommandDeps, issues: readonly IssueRef[]): Promise<void> {
  return copyIssuesAs(deps, issues, issue => readSummary(deps, issue));
}

async function readSummary({ sessions }: IssueCommandDeps, { connection, key }: IssueRef): Promise<string> {
  try {
    return (await readIssue(sessions.jira(connection), key))?.summary ?? '';
  } catch (error) {
    throw new Failure(t('Could not load {0}.', key), error, connection);
  }
}

export interface PageDeps {
  readonly builds: IssueBuilds;
  readonly openAttachment: (id: string, isDownload: boolean) => Promise<void>;
  /** Opens an unsent text of the issue, by its URI. */
  readonly openDraft: (uri: string) => Promise<void>;
  /** @param link kind and id of a link, see `linkNamed` */
  readonly removeLink: (link: string) => Promise<void>;
  readonly editWorklog: (id: string) => Promise<void>;
  readonly deleteWorklog: (id: string) => Promise<void>;
}

/** Issue that a page shows, with the argument of the button that was pressed. */
interface PageAct {
  readonly issue: IssueRef;
  readonly argument: string | undefined;
  readonly details: IssueDetails;
  readonly deps: PageDeps;
}

const run = (name: string, ...args: unknown[]) => vscode.commands.executeCommand(`jenkinsJira.${name}`, ...args);

/** Buttons whose command takes the issue alone. */
const plainActs = [
  ...['changeStatus', 'addComment', 'assignIssue', 'logWork', 'watchIssue', 'unwatchIssue', 'voteForIssue'],
  ...['unvoteIssue', 'attachFile', 'linkIssue', 'cloneIssue', 'createSubtask', 'startWork'],
];

const acts: Readonly<Record<string, (act: PageAct) => unknown>> = {
  ...Object.fromEntries(plainActs.map(name => [name, ({ issue }: PageAct) => run(name, issue)])),
  editField: ({ issue, argument }) => run('editField', issue, argument),
  openDraft: ({ argument, deps }) => argument && deps.openDraft(argument),
  removeLink: ({ argument, deps }) => argument && deps.removeLink(argument),
  editWorklog: ({ argument, deps }) => argument && deps.editWorklog(argument),
  deleteWorklog: ({ argument, deps }) => argument && deps.deleteWorklog(argument),
  openIssue: ({ issue, argument }) => argument && run('openIssue', { ...issue, key: argument }),
  openInBrowser: ({ issue }) => openInBrowser(issue),
  editComment: ({ issue, argument }) => run('editComment', { ...issue, commentId: argument }),
  quoteComment: ({ issue, argument }) => run('quoteComment', { ...issue, commentId: argument }),
  copyCommentLink: ({ issue, argument }) =>
    argument &&
    run('copyLink', { connection: issue.connection, webPath: pathOfIssue(issue.key) + commentQuery(argument) }),
  deleteComment: ({ issue, argument }) => run('deleteComment', { ...issue, commentId: argument }),
  openAttachment: act => attachmentAct(act, false),
  downloadAttachment: act => attachmentAct(act, true),
};

/** Runs the command of a button on an issue's page. */
export async function actOnPage(
  issue: IssueRef,
  command: string,
  argument: string | undefined,
  details: IssueDetails,
  deps: PageDeps,
): Promise<void> {
  const act = Object.hasOwn(acts, command) ? acts[command] : undefined;
  if (act) await act({ issue, argument, details, deps });
  else await deps.builds.run(command, argument);
}

async function attachmentAct({ argument, details, deps }: PageAct, isDownload: boolean): Promise<void> {
  const isKnown = details.attachments.some(({ id }) => id === argument);
  if (isKnown && argument) await deps.openAttachment(argument, isDownload);
}
