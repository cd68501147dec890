import * as vscode from 'vscode';
import { sleep } from '../../../base/sleep.ts';
import { type Build, BuildResult, listBuilds } from '../../../jenkins/builds/builds.ts';
import { isOwnAbort } from '../../../jenkins/builds/ownAbort.ts';
import { failingStages } from '../../../jenkins/failures/failingStages.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { StageMemories } from '../../../jenkins/pipelines/stageMemory.ts';
import { readStages } from '../../../jenkins/pipelines/stages.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { Background } from '../../shell/commands/background.ts';
import { durationWords } from '../../shell/words/timeWords.ts';
import type { NoticeDeps } from '../builds/noticeDeps.ts';
import { showEnd, shownMs } from '../builds/notifyEnd.ts';
import { noteEnd, wasStopped } from '../builds/toldEnds.ts';
import { isBuildInFront } from '../jobs/frontJob.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import { buildPresentation } from '../jobs/jobWords.ts';

const { t } = vscode.l10n;

/** Builds among which the one before is searched. */
const lookedAt = 10;

const NoticeLevel = { changes: 'changes', failures: 'failures', off: 'off' } as const;
type NoticeLevel = (typeof NoticeLevel)[keyof typeof NoticeLevel];

export interface BranchNoticeDeps extends NoticeDeps {
  readonly sessions: Sessions;
  readonly background: Background;
}

interface End {
  readonly ref: JobRef;
  readonly build: Build;
}

/** Tells the ends of the branch's builds, one at a time: a failure, and the first success after it. */
export class BranchNotices implements vscode.Disposable {
  private readonly deps: BranchNoticeDeps;
  private readonly abort = new AbortController();
  private readonly memories = new StageMemories();
  /** The latest end; the ones before it need not be told any more. */
  private next: End | undefined;
  private isTelling = false;

  constructor(deps: BranchNoticeDeps) {
    this.deps = deps;
  }

  dispose(): void {
    this.abort.abort();
  }

  /** Takes the end of a build of the branch. */
  async onEnd(ref: JobRef, build: Build): Promise<void> {
    this.next = { ref, build };
    if (this.isTelling) return;
    this.isTelling = true;
    try {
      for (let end = this.take(); end; end = this.take()) await this.tell(end);
    } finally {
      this.isTelling = false;
    }
  }

  private take(): End | undefined {
    const end = this.next;
    this.next = undefined;
    return end;
  }

  private async tell(end: End): Promise<void> {
    const { ref, build } = end;
    if (!(await this.isNews(end)) || !(await noteEnd(this.deps.claims, ref, build))) return;
    const ended = { ...ref, number: build.number };
    if (isBuildInFront(ended)) return;
    const text = await this.textOf(end);
    const { promise: closed, resolve: close } = Promise.withResolvers<void>();
    this.deps.background.run(() => showEnd(this.deps, text, build.result, ended).finally(close));
    await Promise.race([closed, sleep(shownMs(isRed(build.result)), this.abort.signal)]);
  }

  private async isNews({ ref, build }: End): Promise<boolean> {
    const level = levelNow();
    if (level === NoticeLevel.off) return false;
    if (isRed(build.result)) return true;
    if (build.result === BuildResult.aborted) return !(await this.isOwnStop({ ref, build }));
    return level === NoticeLevel.changes && build.result === BuildResult.success && (await this.wasRed({ ref, build }));
  }

  /** A stop of the person's own, here or in a browser; its end is noted, as no window needs to tell it. */
  private async isOwnStop({ ref, build }: End): Promise<boolean> {
    const { claims, background, sessions } = this.deps;
    const isOwn =
      (await wasStopped(claims, { ...ref, number: build.number })) ||
      (await background.optional('Who aborted a build could not be read', () =>
        isOwnAbort(sessions.jenkins(ref.connection), ref.job, build.number, this.reading),
      ));
    if (isOwn) await noteEnd(claims, ref, build);
    return isOwn ?? false;
  }

  /** Whether the last build before that came to a result failed. */
  private async wasRed({ ref, build }: End): Promise<boolean> {
    const session = this.deps.sessions.jenkins(ref.connection);
    const builds = await this.deps.background.optional('The build before could not be read', () =>
      listBuilds(session, ref.job, lookedAt, this.reading),
    );
    const before = builds?.find(each => each.number < build.number && (isRed(each.result) || isGreen(each.result)));
    return isRed(before?.result);
  }

  private async textOf({ ref, build }: End): Promise<string> {
    const name = `${readableName(ref.job)} ${build.displayName}`;
    const took = durationWords(build.durationMs);
    if (isGreen(build.result)) return t('{0}: passed again after {1}.', name, took);
    const { words } = buildPresentation(build);
    const stage = isRed(build.result) && build.isPipeline ? await this.stageOf({ ref, build }) : '';
    return stage
      ? t('{0}: {1} in {2} after {3}.', name, words, stage, took)
      : t('{0}: {1} after {2}.', name, words, took);
  }

  private async stageOf({ ref, build }: End): Promise<string> {
    const session = this.deps.sessions.jenkins(ref.connection);
    const found = await this.deps.background.optional('The stages of a build could not be read', () =>
      readStages(session, ref.job, build.number, this.reading, this.memories.of(session)),
    );
    const [path = []] = failingStages(found?.stages ?? [], build.result);
    return path.map(({ name }) => name).join(' › ');
  }

  private get reading() {
    return { signal: this.abort.signal, background: true };
  }
}

function levelNow(): NoticeLevel {
  const value: unknown = vscode.workspace.getConfiguration('jenkinsJira.notifications').get('branchBuilds');
  return Object.values(NoticeLevel).find(level => level === value) ?? NoticeLevel.changes;
}

function isRed(result: BuildResult | undefined): boolean {
  return result === BuildResult.failure || result === BuildResult.unstable;
}

function isGreen(result: BuildResult | undefined): boolean {
  return result === BuildResult.success;
}
