import * as vscode from 'vscode';
import { asString, isObject } from '../../../base/json.ts';
import { JobKind } from '../../../jenkins/jobs/jobs.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { problemLines } from '../../connections/words/problemNodes.ts';
import type { BranchBuilds } from '../../jenkins/branches/branchBuilds.ts';
import type { BranchJobs } from '../../jenkins/branches/branchJobs.ts';
import { affectsBranchMappings, setBranchMapping } from '../../jenkins/branches/branchMappings.ts';
import type { InputNotices } from '../../jenkins/builds/inputNotices.ts';
import type { JobCatalog } from '../../jenkins/jobs/jobCatalog.ts';
import type { JobPicker } from '../../jenkins/jobs/jobPicker.ts';
import type { JobRef } from '../../jenkins/jobs/jobRef.ts';
import { isLivelyLine, type JobLinesDeps, keepJobLines } from '../../jenkins/view/jobLines.ts';
import type { JobNodeDeps } from '../../jenkins/view/nodeDeps.ts';
import type { EditDeps } from '../../jira/issues/editFields.ts';
import type { IssueChanges } from '../../jira/issues/issueChanges.ts';
import type { IssueNodeDeps } from '../../jira/issues/issueNodeDeps.ts';
import { type IssueRef, issueIn } from '../../jira/issues/issueRef.ts';
import type { IssueCache } from '../../jira/keys/issueCache.ts';
import type { ProjectKeys } from '../../jira/keys/projectKeys.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import type { GitBranch, GitBranches } from '../../shell/git/gitBranches.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import type { MoreLines } from '../../shell/trees/moreLines.ts';
import { NodeTree } from '../../shell/trees/nodeTree.ts';
import { pollingPause } from '../../shell/trees/pollingPause.ts';
import { TreePoller } from '../../shell/trees/treePoller.ts';
import { BranchItem } from './branchItem.ts';
import type { CommitMessages } from './commitMessages.ts';
import { BranchNode, branchNodeId, type MyWorkDeps as NodeDeps } from './myWorkNodes.ts';

const { t } = vscode.l10n;

/** Time after a push in which My Work polls more often. */
const afterPushMs = 3 * 60_000;

export interface MyWorkDeps extends JobLinesDeps {
  readonly commands: CommandTable;
  readonly store: ConnectionStore;
  readonly branches: GitBranches;
  readonly branchJobs: BranchJobs;
  readonly branchBuilds: BranchBuilds;
  readonly catalog: JobCatalog;
  readonly jobPicker: JobPicker;
  /** Of the Jenkins view's nodes, which this view has, too. */
  readonly jobNodes: Omit<JobNodeDeps, 'refreshNode' | 'redrawNode'>;
  /** Of the Jira view's nodes, which this view has, too. */
  readonly issueNodes: Omit<IssueNodeDeps, 'refreshNode' | 'redrawNode'>;
  readonly sessions: Sessions;
  readonly edits: () => Promise<EditDeps>;
  readonly changes: IssueChanges;
  readonly projectKeys: ProjectKeys;
  readonly issueCache: IssueCache;
  readonly inputNotices: InputNotices;
  /** Lines of reports that wait to be sent. */
  readonly outbox: MoreLines;
  readonly drafts: Drafts;
  readonly background: Background;
}

export interface WorkTree {
  /** For the commands of all trees. */
  readonly tree: NodeTree;
  /** Polls again soon after a change on a Jenkins or a Jira. */
  readonly refreshSoon: () => void;
  readonly disposable: vscode.Disposable;
}

/** *My Work*: the current git branch, its issue and its builds, in a view and in the status bar. */
export function register(deps: MyWorkDeps): WorkTree {
  const { store, branches, branchJobs, projectKeys, issueCache, background } = deps;
  const drawing = {
    refreshNode: (id: string) => tree.refreshNode(id),
    redrawNode: (id: string) => tree.redrawNode(id),
  };
  const nodeDeps: NodeDeps = {
    jobs: branchJobs,
    projectKeys,
    hasJenkins: () => store.ofProduct(Product.jenkins).length > 0,
    nodes: { ...deps.jobNodes, ...drawing },
    issueNodes: { ...deps.issueNodes, ...drawing },
  };
  const hasConnections = () => nodeDeps.hasJenkins() || store.ofProduct(Product.jira).length > 0;
  const { outbox } = deps;
  const roots = () => [
    ...outbox.nodes,
    ...(hasConnections() ? branches.all().map(branch => new BranchNode(branch, nodeDeps)) : []),
  ];
  const tree = new NodeTree(roots, problemLines, background);
  const view = tree.createView('jenkinsJira.myWork');
  const isLively = () => tree.all().some(isLivelyLine);
  const poller = new TreePoller({ tree, view, pauseMs: pollingPause, isLively, background });
  const { inputNotices, branchBuilds: builds } = deps;
  const item = new BranchItem({
    ...{ branches, builds, inputNotices, background },
    ...{ projectKeys, issueCache },
    jobs: branchJobs,
  });
  const lookAgain = () => tree.refresh();
  const refreshSoon = () => {
    tree.refreshWhere(id => branches.all().some(branch => id === branchNodeId(branch)));
    item.look();
  };
  const disposable = vscode.Disposable.from(
    tree,
    view,
    poller,
    item,
    keepJobLines(deps, tree, poller),
    deps.drafts.onDidChangeMarks(() => tree.redraw()),
    deps.issueNodes.permissions.keepLines(tree, view),
    deps.sessions.onDidLack(() => tree.redraw()),
    branches.onDidChange(() => tree.redraw()),
    outbox.onDidChange(() => {
      view.badge = outbox.badge;
      tree.redraw();
    }),
    beginCommitMessages(deps),
    branches.onDidPush(() => {
      branchJobs.expect(afterPushMs);
      poller.hurry(afterPushMs);
    }),
    store.onDidChange(lookAgain),
    deps.changes.onDidChange(issue => {
      issueCache.forget(issue);
      refreshSoon();
    }),
    tree.onDidRefresh(() => {
      branchJobs.forget();
      item.look();
    }),
    vscode.workspace.onDidChangeConfiguration(event => affectsBranchMappings(event) && lookAgain()),
    registerCommands(deps),
  );
  return { tree, refreshSoon, disposable };
}

function registerCommands(deps: MyWorkDeps): vscode.Disposable {
  const { branches, store } = deps;
  return deps.commands.register({
    async chooseBranchJob(target) {
      const branch = await branchIn(target, branches);
      const ref = branch && (await askJob(deps, branch));
      if (branch && ref) await map(deps, branch, ref);
    },
    async startWork(target) {
      const issue = issueIn(target, id => store.findJira(id)) ?? (await askIssue(deps));
      if (!issue) return;
      const { startWork } = await import('./startWork.ts');
      if (await startWork({ branches, edits: await deps.edits() }, issue)) deps.changes.notify(issue);
    },
  });
}

/** Loaded with the first branch, where there is a Jira. */
function beginCommitMessages({ branches, store, projectKeys, issueCache, background }: MyWorkDeps): vscode.Disposable {
  const messages = new Lazy<CommitMessages>(
    async () =>
      new (await import('./commitMessages.ts')).CommitMessages({
        branches,
        store,
        projectKeys,
        issueCache,
        background,
      }),
    background,
  );
  const look = () => {
    if (branches.all().length > 0 && store.ofProduct(Product.jira).length > 0)
      background.run(async () => (await messages.get()).look(), 'commit messages');
  };
  return vscode.Disposable.from(messages, branches.onDidChange(look));
}

/** Takes the issue in front, else asks for an issue. */
async function askIssue({ store, sessions }: MyWorkDeps): Promise<IssueRef | undefined> {
  const [{ frontIssue }, { pickIssue }] = await Promise.all([
    import('../../jira/issues/frontIssue.ts'),
    import('../../jira/issues/pickIssue.ts'),
  ]);
  const front = issueIn(frontIssue(), id => store.findJira(id));
  return front ?? pickIssue(store.ofProduct(Product.jira), sessions, t('Start Work'));
}

async function branchIn(target: unknown, branches: GitBranches): Promise<GitBranch | undefined> {
  const root =
    asString(target) ??
    (isObject(target) && isObject(target['branch']) ? asString(target['branch']['root']) : undefined);
  const branch = root === undefined ? branches.current() : branches.all().find(each => each.root === root);
  if (branch && branch.keys.length > 0) return branch;
  notifyInformation(
    branch
      ? t('The repository {0} has no remote, so it cannot be identified.', branch.repository)
      : t('No Git repository is open in this window.'),
  );
  return undefined;
}

function askJob({ jobPicker, store }: MyWorkDeps, branch: GitBranch): Promise<JobRef | undefined> {
  return jobPicker.pick(store.ofProduct(Product.jenkins), {
    title: t('Job for {0}', branch.repository),
    placeholder: t('Select a job; a branch selects its whole multibranch project'),
    accepts: () => true,
  });
}

/** A branch's job stands for its project: other branches are looked up beside it. */
async function map({ catalog }: MyWorkDeps, branch: GitBranch, { connection, job }: JobRef): Promise<void> {
  const parent = job.slice(0, Math.max(0, job.lastIndexOf('/')));
  const project = catalog.jobs(connection).find(({ fullName }) => fullName === parent);
  const where = project?.kind === JobKind.multibranch ? { project: parent } : { job };
  for (const repository of branch.keys) await setBranchMapping({ repository, connection: connection.id, ...where });
}
