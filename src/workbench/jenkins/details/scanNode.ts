import * as vscode from 'vscode';
import { readScan, scanPath } from '../../../jenkins/jobs/scans.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import type { DetailNodeDeps } from './detailDeps.ts';

const { t } = vscode.l10n;

/** Failures of the last scans, by the ids of their projects' nodes. */
export type ScanFailures = Map<string, { readonly failure: string | undefined; readonly readAt: number }>;

/** A scan is an extra request: polling makes it this seldom. */
const pauseMs = 5 * 60_000;

/** Line that says why the last scan of a multibranch project failed, if it did. */
export async function scanNodes(
  project: JobRef & { readonly id: string },
  { sessions, background }: DetailNodeDeps,
  known: ScanFailures,
  reading: LoadOptions,
): Promise<TreeNode[]> {
  const last = known.get(project.id);
  if (!reading.background || !last || Date.now() - last.readAt > pauseMs) {
    const session = sessions.jenkins(project.connection);
    const scan = await background.optional('The last scan could not be read', () =>
      readScan(session, project.job, reading),
    );
    known.set(project.id, { failure: scan?.failure, readAt: Date.now() });
  }
  const failure = known.get(project.id)?.failure;
  return failure === undefined ? [] : [new ScanFailureNode(project, failure)];
}

class ScanFailureNode implements TreeNode, JobRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly webPath: string;
  private readonly failure: string;

  constructor({ id, connection, job }: JobRef & { readonly id: string }, failure: string) {
    this.id = `${id}/:scan`;
    this.connection = connection;
    this.job = job;
    this.webPath = scanPath(job);
    this.failure = failure;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(t('The last scan for branches failed'));
    item.description = this.failure;
    item.tooltip = `${t('The last scan for branches failed')}\n${this.failure}`;
    item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
    item.contextValue = contextValue(ContextFlag.web);
    item.command = { command: 'jenkinsJira.openScanLog', title: t('Open Scan Log'), arguments: [this] };
    return item;
  }
}
