import * as vscode from 'vscode';
import * as browser from './workbench/browser/index.ts';
import { BuildTracker } from './workbench/builds/buildTracker.ts';
import * as builds from './workbench/builds/index.ts';
import { CommandTable } from './workbench/commands/commandTable.ts';
import * as comments from './workbench/comments/index.ts';
import { ConnectionStore } from './workbench/connections/connectionStore.ts';
import * as connections from './workbench/connections/index.ts';
import { SecretVault } from './workbench/connections/secretVault.ts';
import { Sessions } from './workbench/connections/sessions.ts';
import * as issues from './workbench/issues/index.ts';
import * as jobs from './workbench/jobs/index.ts';
import * as logs from './workbench/logs/index.ts';
import { ProblemReporter } from './workbench/messages/problemReporter.ts';
import { wireLog } from './workbench/messages/wireLog.ts';
import { CallRecorder } from './workbench/restrictions/callRecorder.ts';
import * as restrictions from './workbench/restrictions/index.ts';
import * as statusbar from './workbench/statusbar/index.ts';
import { StatusBarJobs } from './workbench/statusbar/statusBarJobs.ts';
import * as trees from './workbench/trees/index.ts';

/** Builds the services and registers each feature; awaits nothing. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Jenkins & Jira', { log: true });
  const problems = new ProblemReporter(log);
  const commands = new CommandTable(problems);
  const store = new ConnectionStore();
  const vault = new SecretVault(context.secrets);
  const recorder = new CallRecorder();
  const logged = wireLog(log);
  const sessions = new Sessions(store, vault, userAgent(context), exchange => {
    logged(exchange);
    recorder.hear(exchange);
  });
  const tracker = new BuildTracker({ sessions, report: error => void problems.report(error) });
  const statusBarJobs = new StatusBarJobs();

  const commenting = comments.register({ commands, store, sessions, storage: context.globalStorageUri });
  const jobTree = jobs.register({ store, sessions, tracker, statusBarJobs });
  const issueTree = issues.register({ store, sessions, onDidChangeIssue: commenting.onDidPost });

  context.subscriptions.push(
    log,
    store,
    vault,
    sessions,
    tracker,
    statusBarJobs,
    connections.register({ commands, store, vault, sessions }),
    jobTree.disposable,
    builds.register({ commands, store, sessions, tracker }),
    logs.register({ commands, store, sessions, context, report: error => void problems.report(error) }),
    statusbar.register({ commands, store, sessions, tracker, statusBarJobs }),
    issueTree.disposable,
    commenting.disposable,
    browser.register({ commands, store }),
    restrictions.register({ commands, recorder, store }),
    trees.register({
      commands,
      problems,
      trees: [jobTree.tree, issueTree.tree],
      onDidChangeSecrets: vault.onDidChange,
    }),
  );
}

function userAgent(context: vscode.ExtensionContext): string {
  const { version } = context.extension.packageJSON as { version: string };
  return `jenkins-jira-vscode/${version}`;
}
