import * as vscode from 'vscode';
import { inLabel } from '../../../base/othersTexts.ts';
import { type Build, BuildResult } from '../../../jenkins/builds/builds.ts';
import { type BuildProgress, Phase } from '../../../jenkins/builds/follow.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Job } from '../../../jenkins/jobs/jobs.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { fullTime } from '../../shell/words/timeWords.ts';
import { explainable } from '../jobs/explainable.ts';
import { type JobRef, keyOf } from '../jobs/jobRef.ts';
import {
  buildPresentation,
  isPaused,
  isRed,
  jobPresentation,
  progressOf,
  queuedPresentation,
} from '../jobs/jobWords.ts';

const { t } = vscode.l10n;

/** State of a job in the status bar. */
export type JobNews =
  | { readonly kind: 'job'; readonly job: Job }
  | { readonly kind: 'progress'; readonly progress: BuildProgress }
  | { readonly kind: 'problem'; readonly error: unknown };

/**
 * Status bar item of a job: its last result, or the state of the build that was started. A click offers to start a build,
 * or to open and stop the one that runs; or it asks for the answer that it waits for.
 */
export class JobItem implements vscode.Disposable {
  readonly ref: JobRef;
  private readonly item: vscode.StatusBarItem;

  constructor(ref: JobRef) {
    this.ref = ref;
    const key = keyOf(ref);
    this.item = vscode.window.createStatusBarItem(
      `job.${key.connection}.${key.job}`,
      vscode.StatusBarAlignment.Left,
      10,
    );
    this.item.name = t('Jenkins: {0}', readableName(ref.job));
    this.draw({ icon: 'circle-large-outline', words: t('not loaded yet') });
    this.item.show();
  }

  show(news: JobNews): void {
    this.draw(contentOf(news));
  }

  dispose(): void {
    this.item.dispose();
  }

  private draw({ icon, rest = '', words, tooltip = words, failed = false, ...build }: StatusBarContent): void {
    const { asking, red, last, running } = build;
    const name = shortName(this.ref.job);
    const key = keyOf(this.ref);
    const answers = asking !== undefined && !this.ref.connection.readOnly;
    this.item.command = answers
      ? { command: 'jenkinsJira.answerInput', title: t('Answer Input…'), arguments: [{ ...key, number: asking }] }
      : {
          command: 'jenkinsJira.clickJob',
          title: t('Start Build'),
          arguments: [{ ...key, last, running, isRed: red !== undefined }],
        };
    this.item.text = `$(${icon}) ${inLabel([name, rest].filter(Boolean).join(' '))}`;
    const lines = [
      t('{0} on {1}', readableName(this.ref.job), this.ref.connection.name),
      tooltip,
      answers ? t('Click to answer the input') : clickWords(running !== undefined, this.ref),
    ].join('\n');
    this.item.tooltip = red === undefined ? lines : explainable(lines, { ...key, number: red });
    this.item.accessibilityInformation = { label: [name, rest, words].filter(Boolean).join(', '), role: 'button' };
    const highlight = failed && vscode.workspace.getConfiguration('jenkinsJira.statusBar').get('highlightFailures');
    this.item.backgroundColor = highlight ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
  }
}

function clickWords(isRunning: boolean, { connection }: JobRef): string {
  if (connection.readOnly) return t('Click to open the log');
  if (isRunning) return t('Click to open the log or stop the build');
  const startsAtOnce = vscode.workspace.getConfiguration('jenkinsJira.statusBar').get('click') === 'start';
  return startsAtOnce ? t('Click to start a build') : t('Click to start a build, after a question');
}

/** Text and appearance of an item. */
interface StatusBarContent {
  readonly icon: string;
  /** Stands after the name. */
  readonly rest?: string;
  /** State in words, for screen readers and, without another text, the tooltip. */
  readonly words: string;
  readonly tooltip?: string;
  readonly failed?: boolean;
  /** Number of the build, where it waits for input. */
  readonly asking?: number | undefined;
  /** Number of the build, where it is not fine. */
  readonly red?: number | undefined;
  /** Number of the last build. */
  readonly last?: number | undefined;
  /** Number of the build, where it runs. */
  readonly running?: number | undefined;
}

function contentOf(news: JobNews): StatusBarContent {
  if (news.kind === 'problem') return { icon: 'warning', words: explanationText(news.error) };
  return news.kind === 'job' ? faceOfJob(news.job) : faceOfProgress(news.progress);
}

function faceOfJob(job: Job): StatusBarContent {
  if (job.lastBuild && !job.disabled) return faceOfBuild(job.lastBuild);
  const { icon, words } = jobPresentation(job);
  return { icon: icon.id, rest: words, words: '', tooltip: words };
}

function faceOfProgress(progress: BuildProgress): StatusBarContent {
  switch (progress.phase) {
    case Phase.queued:
      return {
        icon: queuedPresentation().icon.id,
        rest: t('queued'),
        words: progress.why ?? t('queued'),
      };
    case Phase.running:
    case Phase.finished:
      return faceOfBuild(progress.build);
    case Phase.canceled:
      return { icon: 'circle-slash', rest: t('canceled'), words: t('canceled in the queue') };
    case Phase.lost:
      return { icon: 'question', words: t('lost track of the build') };
  }
}

function faceOfBuild(build: Build): StatusBarContent {
  const { icon, words } = buildPresentation(build);
  const percent = progressOf(build);
  const paused = isPaused(build);
  const state = paused ? t('waiting for input') : percent === undefined ? '' : `${percent}%`;
  return {
    icon: icon.id,
    rest: [build.displayName, state].filter(Boolean).join(' '),
    words,
    asking: paused ? build.number : undefined,
    tooltip: [`${build.displayName}: ${words}`, fullTime(build.startedAt), ...build.causes].join('\n'),
    failed: build.result === BuildResult.failure,
    red: isRed(build) ? build.number : undefined,
    last: build.number,
    running: build.running ? build.number : undefined,
  };
}

/** Last part of the name; for a branch with the name of its project, or all would be called "main". */
function shortName(job: string): string {
  return job.split('/').slice(-2).map(readableName).join('/');
}
