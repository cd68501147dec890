import { readdir } from 'node:fs/promises';
import * as vscode from 'vscode';
import { Phase } from '../../../jenkins/builds/follow.ts';
import type { MessagesOfConnection } from '../../connections/adding/connectionServices.ts';
import type { BuildTracker } from '../../jenkins/builds/buildTracker.ts';
import { keyOf } from '../../jenkins/jobs/jobRef.ts';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import type { MoreLines } from '../../shell/trees/moreLines.ts';
import type { ReportFeature, ReportFeatureDeps } from './reportFeature.ts';
import { reportCommandNames, reportScheme } from './reportNames.ts';
import type { OutboxView } from './reportOutbox.ts';

export interface ReportDeps extends Omit<ReportFeatureDeps, 'storage' | 'outboxView' | 'outboxFolder'> {
  readonly commands: CommandTable;
  readonly tracker: BuildTracker;
  readonly context: Pick<vscode.ExtensionContext, 'globalStorageUri'>;
}

export interface Reporting extends MoreLines {
  readonly disposable: vscode.Disposable;
  /** Opens the reports that wait; false for none. */
  readonly messages: () => Promise<MessagesOfConnection | false>;
}

/**
 * *Report Build on Issues…*: builds told to the issues that they name. Loaded with the first report, or with those that
 * wait to be sent.
 */
export function register({ commands, context, tracker, ...deps }: ReportDeps): Reporting {
  const storage = context.globalStorageUri;
  const outboxFolder = vscode.Uri.joinPath(storage, 'outbox');
  const changed = new vscode.EventEmitter<void>();
  const waiting: MoreLines = { nodes: [], badge: undefined, onDidChange: changed.event };
  const outboxView: OutboxView = {
    show(nodes, badge) {
      Object.assign(waiting, { nodes, badge });
      changed.fire();
    },
  };
  const feature = new Lazy<ReportFeature>(
    async () => (await import('./reportFeature.ts')).openReportFeature({ ...deps, storage, outboxView, outboxFolder }),
    deps.background,
  );
  const messages = async () => {
    await vscode.workspace.fs.createDirectory(outboxFolder);
    // Folders of sites stay there when they are empty.
    const files = await readdir(outboxFolder.fsPath, { recursive: true });
    return files.some(name => name.endsWith('.json')) && (await feature.get()).messages;
  };
  // Another window may have put what waits, and be closed since.
  const look = () => deps.background.quietly('The outbox could not be read', messages);
  look();
  const disposable = vscode.Disposable.from(
    changed,
    feature,
    vscode.window.onDidChangeWindowState(look),
    tracker.onDidChange(({ ref, progress }) => {
      if (progress.phase === Phase.finished && deps.reportedJobs.has(keyOf(ref)))
        deps.background.run(async () => (await feature.get()).onEnd({ ...ref, number: progress.build.number }));
    }),
    deps.drafts.register(reportScheme, async () => (await feature.get()).files),
    commands.registerLater(reportCommandNames, feature.get),
  );
  return Object.assign(waiting, { disposable, messages });
}
