import * as vscode from 'vscode';
import { type Build, type BuildInput, BuildResult } from '../../../jenkins/builds/builds.ts';
import { HeadKind, type Job, JobKind } from '../../../jenkins/jobs/jobs.ts';
import { durationWords, timeAgo } from '../../shell/words/timeWords.ts';

const { t } = vscode.l10n;

const maxMessage = 120;

/** Presentation of a state: icon and words, which always stand together. */
export interface Presentation {
  readonly icon: vscode.ThemeIcon;
  readonly words: string;
}

/** Presentation by the names of an icon and a color. */
export function look(icon: string, words: string, color?: string): Presentation {
  return { icon: new vscode.ThemeIcon(icon, color ? new vscode.ThemeColor(color) : undefined), words };
}

/** Spinning icon, unless the person wants no motion. */
export function spinning(): string {
  return vscode.workspace.getConfiguration('workbench').get('reduceMotion') === 'on' ? 'sync' : 'sync~spin';
}

export function resultPresentation(result: BuildResult | undefined): Presentation {
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

export function buildPresentation(build: Build): Presentation {
  if (!build.running) return resultPresentation(build.result);
  return isPaused(build) ? pausedPresentation(inputWords(build.inputs)) : look(spinning(), t('running'));
}

/** Whether it waits for a person's answer. */
export function isPaused({ running, inputs }: Build): boolean {
  return running && inputs.length > 0;
}

/** Whether it has ended and is not fine. */
export function isRed({ running, result }: Build): boolean {
  return !running && (result === BuildResult.failure || result === BuildResult.unstable);
}

export function pausedPresentation(words: string): Presentation {
  return look('comment-unresolved', words, 'list.warningForeground');
}

/** Messages of the inputs that a build waits for. */
export function inputWords(inputs: readonly BuildInput[]): string {
  const messages = inputs.map(({ message }) => messageWords(message)).filter(Boolean);
  return messages.length > 0 ? t('waiting for input: {0}', messages.join(' · ')) : t('waiting for input');
}

/** Message of an input in a line. */
export function messageWords(message: string): string {
  const line = message.replace(/\s+/g, ' ').trim();
  return line.length > maxMessage ? `${line.slice(0, maxMessage)}…` : line;
}

export function queuedPresentation(): Presentation {
  return look('clock', t('queued'));
}

export function jobPresentation(job: Job): Presentation {
  switch (job.kind) {
    case JobKind.folder:
      return look('folder', t('folder'));
    case JobKind.organization:
      return look('organization', t('organization'));
    case JobKind.multibranch:
      return look('git-branch', t('multibranch'));
  }
  if (job.disabled) return look('debug-pause', t('disabled'));
  if (job.lastBuild) return buildPresentation(job.lastBuild);
  if (job.running) return look(spinning(), t('running'));
  return job.result ? resultPresentation(job.result) : look(neverBuiltIcon(job.head), t('never built'));
}

function neverBuiltIcon(head: HeadKind | undefined): string {
  if (head === HeadKind.pullRequest) return 'git-pull-request';
  return head === HeadKind.tag ? 'tag' : 'circle-large-outline';
}

/** Share of the estimated duration that has passed, in percent; never 100 before the end. */
export function progressOf(build: Build, now = Date.now()): number | undefined {
  if (!build.running || !build.estimatedMs || isPaused(build)) return undefined;
  return Math.max(0, Math.min(99, Math.round(((now - build.startedAt) / build.estimatedMs) * 100)));
}

/** Description beside a job's label. */
export function describeJob(job: Job, words: string): string {
  const state = job.disabled || !job.lastBuild ? words : lastBuildWords(job.lastBuild, words);
  const health = job.health && job.health.score < 80 ? t('health {0}%', job.health.score) : undefined;
  return [state, health, job.isPrimary && t('primary branch')].filter(Boolean).join(' · ');
}

function lastBuildWords(build: Build, words: string): string {
  return `${build.displayName} · ${describeBuild(build, words)}`;
}

/** Description beside a build's label. */
export function describeBuild(build: Build, words: string, now = Date.now()): string {
  if (!build.running) return `${words} · ${timeAgo(build.startedAt, now)} · ${durationWords(build.durationMs)}`;
  const percent = progressOf(build, now);
  return [words, percent !== undefined && `${percent}%`, timeLeft(build, now)].filter(Boolean).join(' · ');
}

/** Estimated remaining time of a running build. */
export function timeLeft(build: Build, now = Date.now()): string | undefined {
  if (!build.running || !build.estimatedMs || isPaused(build)) return undefined;
  const left = build.startedAt + build.estimatedMs - now;
  if (left <= 0) return t('longer than usual');
  return left < 60_000 ? t('less than 1 min left') : t('about {0} min left', Math.round(left / 60_000));
}
