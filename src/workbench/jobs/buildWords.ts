import * as vscode from 'vscode';
import { type Build, BuildResult, type Job, JobKind } from '../../jenkins/index.ts';

const { t } = vscode.l10n;

/** How a state is drawn and said; the words always stand beside the icon. */
export interface Look {
  readonly icon: vscode.ThemeIcon;
  readonly words: string;
}

function look(icon: string, words: string, color?: string): Look {
  return { icon: new vscode.ThemeIcon(icon, color ? new vscode.ThemeColor(color) : undefined), words };
}

/** A spinning icon, unless the person wants no motion. */
export function spinning(): string {
  return vscode.workspace.getConfiguration('workbench').get('reduceMotion') === 'on' ? 'sync' : 'sync~spin';
}

export function lookOfResult(result: BuildResult | undefined): Look {
  switch (result) {
    case BuildResult.success:
      return look('pass', t('passed'), 'testing.iconPassed');
    case BuildResult.unstable:
      return look('warning', t('unstable'), 'testing.iconQueued');
    case BuildResult.failure:
      return look('error', t('failed'), 'testing.iconFailed');
    case BuildResult.aborted:
      return look('circle-slash', t('aborted'));
    case BuildResult.notBuilt:
      return look('circle-large-outline', t('not built'));
    case undefined:
      return look('question', t('result unknown'));
  }
}

export function lookOfBuild(build: Build): Look {
  return build.running ? look(spinning(), t('running')) : lookOfResult(build.result);
}

export function lookOfQueued(): Look {
  return look('clock', t('waiting'));
}

export function lookOfJob(job: Job): Look {
  switch (job.kind) {
    case JobKind.folder:
      return look('folder', t('folder'));
    case JobKind.organization:
      return look('organization', t('organization'));
    case JobKind.multibranch:
      return look('git-branch', t('multibranch'));
  }
  if (job.disabled) return look('debug-pause', t('disabled'));
  return job.lastBuild ? lookOfBuild(job.lastBuild) : look('circle-large-outline', t('never built'));
}

/** The share of the expected time that has passed, in percent; never 100 before the end. */
export function progressOf(build: Build, now = Date.now()): number | undefined {
  if (!build.running || !build.estimatedMs) return undefined;
  return Math.max(0, Math.min(99, Math.round(((now - build.startedAt) / build.estimatedMs) * 100)));
}
