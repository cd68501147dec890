import * as vscode from 'vscode';
import { Claims } from './base/claims.ts';
import * as browser from './workbench/connections/browser/index.ts';
import { TokenExpiry } from './workbench/connections/expiry/tokenExpiry.ts';
import * as connections from './workbench/connections/index.ts';
import { type Exchange, wireLog } from './workbench/connections/network/wireLog.ts';
import { SecretVault } from './workbench/connections/secrets/secretVault.ts';
import { RequestRate } from './workbench/connections/sessions/requestRate.ts';
import { Sessions } from './workbench/connections/sessions/sessions.ts';
import type { Connection } from './workbench/connections/settings/connection.ts';
import { ConnectionStore } from './workbench/connections/settings/connectionStore.ts';
import { ProblemReporter } from './workbench/connections/words/problemReporter.ts';
import * as artifacts from './workbench/jenkins/artifacts/index.ts';
import { BranchBuilds } from './workbench/jenkins/branches/branchBuilds.ts';
import { BranchJobs } from './workbench/jenkins/branches/branchJobs.ts';
import { BuildTracker } from './workbench/jenkins/builds/buildTracker.ts';
import * as builds from './workbench/jenkins/builds/index.ts';
import { InputNotices } from './workbench/jenkins/builds/inputNotices.ts';
import { JobWatcher } from './workbench/jenkins/builds/jobWatcher.ts';
import { TriggerTokens } from './workbench/jenkins/builds/triggerTokens.ts';
import * as comparison from './workbench/jenkins/comparison/index.ts';
import * as configurations from './workbench/jenkins/configurations/index.ts';
import * as details from './workbench/jenkins/details/index.ts';
import * as failures from './workbench/jenkins/failures/index.ts';
import { JobCatalog } from './workbench/jenkins/jobs/jobCatalog.ts';
import { JobList } from './workbench/jenkins/jobs/jobList.ts';
import { JobPicker } from './workbench/jenkins/jobs/jobPicker.ts';
import { JobResults } from './workbench/jenkins/jobs/jobResults.ts';
import { RecentJobs } from './workbench/jenkins/jobs/recentJobs.ts';
import * as logs from './workbench/jenkins/logs/index.ts';
import * as notices from './workbench/jenkins/notices/index.ts';
import * as replays from './workbench/jenkins/replays/index.ts';
import * as statusbar from './workbench/jenkins/statusbar/index.ts';
import * as testing from './workbench/jenkins/testing/index.ts';
import * as tests from './workbench/jenkins/tests/index.ts';
import * as jobs from './workbench/jenkins/view/index.ts';
import * as comments from './workbench/jira/comments/index.ts';
import * as issues from './workbench/jira/issues/index.ts';
import { IssueChanges } from './workbench/jira/issues/issueChanges.ts';
import * as issuekeys from './workbench/jira/keys/index.ts';
import { IssueCache } from './workbench/jira/keys/issueCache.ts';
import { ProjectKeys } from './workbench/jira/keys/projectKeys.ts';
import * as queries from './workbench/jira/queries/index.ts';
import { CallRecorder } from './workbench/jira/restrictions/callRecorder.ts';
import * as restrictions from './workbench/jira/restrictions/index.ts';
import { Background } from './workbench/shell/commands/background.ts';
import { CommandTable, commandsOfLines } from './workbench/shell/commands/commandTable.ts';
import { Drafts } from './workbench/shell/drafts/drafts.ts';
import * as unsent from './workbench/shell/drafts/index.ts';
import { GitBranches } from './workbench/shell/git/gitBranches.ts';
import * as trees from './workbench/shell/trees/index.ts';
import { keepIssueLines, links } from './workbench/together/links/index.ts';
import { IssueJobs } from './workbench/together/links/issueJobs.ts';
import * as mywork from './workbench/together/mywork/index.ts';
import * as reporting from './workbench/together/reporting/index.ts';
import * as snippets from './workbench/together/snippets/index.ts';

/** Registers each feature; awaits nothing. */
export function activate(context: vscode.ExtensionContext): void {
  const services = buildServices(context);
  const { commands, store, vault, sessions, jobPicker, changes, claims, drafts, background } = services;
  const linked = links({
    ...services,
    ...{ jobNodes: () => jobTree.nodeDeps, issueNodes: () => issueTree.nodeDeps },
    issueTrees: () => [issueTree.tree, workTree.tree],
  });
  const jobTree = jobs.register({ ...services, ...linked });
  const issueTree = issues.register({
    ...services,
    ...{ memento: context.globalState, extension: context.extensionUri },
    builds: linked.issueBuilds,
  });
  const { edits } = issueTree;
  const outbox = reporting.register({ ...services, edits, extension: context.extensionUri, context });
  const workTree = mywork.register({
    ...services,
    ...{ jobNodes: jobTree.nodeDeps, issueNodes: issueTree.nodeDeps, edits, outbox },
  });

  const logFiles = logs.register({ ...services, context });
  const statusBar = statusbar.register(services);
  const refreshSoon = () => {
    for (const part of [jobTree, workTree, statusBar]) part.refreshSoon();
  };

  context.subscriptions.push(
    ...services.disposables,
    connections.register({
      ...{ commands, background, claims, store, vault, sessions, drafts, messages: outbox.messages },
      expiry: new TokenExpiry(context.globalState),
      extension: context.extensionUri,
    }),
    workTree.disposable,
    jobTree.disposable,
    builds.register({
      ...{ ...services, ...linked, memento: context.globalState },
      ...{ workspaceState: context.workspaceState, changed: refreshSoon },
    }),
    configurations.register({ commands, store, sessions, jobPicker, drafts, background, changed: refreshSoon }),
    replays.register({ ...services, changed: refreshSoon }),
    logFiles.disposable,
    artifacts.register(services),
    tests.register(services),
    testing.register(services),
    notices.register({ ...services, ...linked, view: jobTree.view }),
    details.register(services),
    failures.register({ ...services, extension: context.extensionUri }),
    comparison.register({ ...services, extension: context.extensionUri, logs: logFiles.pool }),
    statusBar.disposable,
    issueTree.disposable,
    keepIssueLines(jobTree, { permissions: issueTree.permissions, changes }),
    queries.register(services),
    comments.register({ ...services, extension: context.extensionUri }),
    issuekeys.register(services),
    outbox.disposable,
    snippets.register({ ...services, edits }),
    browser.register({ commands, store, sessions }),
    restrictions.register(services),
    unsent.register({ commands, drafts, nameOf: id => store.find(id)?.name }),
    trees.register({
      commands,
      trees: [workTree.tree, jobTree.tree, issueTree.tree],
      onDidChangeSecrets: vault.onDidChange,
      forgetRefusals() {
        sessions.forgetRefusals();
        issueTree.permissions.clear();
      },
    }),
  );
}

/** Makes the services that features share; each feature asks for the part that it needs. */
function buildServices(context: vscode.ExtensionContext) {
  const output = vscode.window.createOutputChannel('Jenkins & Jira', { log: true });
  const background = new Background(new ProblemReporter(output), output);
  const commands = new CommandTable(background, commandsOfLines(context.extension.packageJSON));
  const claims = new Claims(vscode.Uri.joinPath(context.globalStorageUri, 'claims').fsPath);
  const store = new ConnectionStore(claims, context.globalState, background);
  const drafts = new Drafts(context.globalStorageUri, background);
  const vault = new SecretVault(context.secrets);
  const recorder = new CallRecorder();
  const rate = new RequestRate();
  const logged = wireLog(output);
  const log = (exchange: Exchange) => {
    logged(exchange);
    recorder.onExchange(exchange);
    rate.onExchange(exchange);
  };
  const sessions = new Sessions({ store, vault, claims, userAgent: userAgent(context), log, background });
  const tracker = new BuildTracker({ sessions, background });
  const inputNotices = new InputNotices({ tracker, claims, background });
  const statusBarJobs = new JobList(claims, 'jenkinsJira.statusBar.jobs', background);
  const reportedJobs = new JobList(claims, 'jenkinsJira.reportedJobs', background);
  const pins = new JobList(claims, 'jenkinsJira.pinnedJobs', background);
  const catalog = new JobCatalog(sessions);
  const recentJobs = new RecentJobs(context.globalState);
  const jobPicker = new JobPicker({ catalog, recent: recentJobs, background });
  const triggerTokens = new TriggerTokens(vault);
  const jobResults = new JobResults();
  const watcher = new JobWatcher({ store, sessions, tracker, jobResults, memento: context.globalState, background });
  const branches = new GitBranches(background);
  const branchJobs = new BranchJobs({ store, sessions, catalog, memento: context.workspaceState });
  const branchBuilds = new BranchBuilds();
  const issueJobs = new IssueJobs({ store, sessions, catalog, branches, branchJobs });
  const changes = new IssueChanges();
  const projectKeys = new ProjectKeys({ store, sessions, memento: context.globalState });
  const issueCache = new IssueCache(sessions);
  const jobsInUse = () => [pins, watcher, statusBarJobs, recentJobs].flatMap(list => list.all());
  const requestsPerMinute = (connection: Connection) => rate.perMinute(connection);
  return {
    ...{ commands, background, claims, drafts, store, vault, sessions, recorder, requestsPerMinute },
    ...{ tracker, inputNotices, statusBarJobs, reportedJobs, pins, catalog, jobPicker, jobResults },
    ...{ triggerTokens, watcher, branches, branchJobs, branchBuilds, issueJobs, jobsInUse, changes },
    ...{ projectKeys, issueCache },
    disposables: [
      ...[
        output,
        claims,
        drafts,
        store,
        vault,
        sessions,
        inputNotices,
        tracker,
        statusBarJobs,
        reportedJobs,
        pins,
        catalog,
      ],
      ...[watcher, branches, branchBuilds, changes, projectKeys],
    ],
  };
}

function userAgent(context: vscode.ExtensionContext): string {
  const { version } = context.extension.packageJSON as { version: string };
  return `jenkins-jira-vscode/${version}`;
}
