import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import type { Build } from '../../../jenkins/builds/builds.ts';
import type { Background } from '../../shell/commands/background.ts';
import { Lazy } from '../../shell/commands/lazy.ts';
import type { BuildRef, JobRef } from '../jobs/jobRef.ts';
import { isPaused } from '../jobs/jobWords.ts';
import type { BuildTracker } from './buildTracker.ts';
import type { InputTeller } from './inputTeller.ts';

export interface InputNoticeDeps {
  readonly tracker: BuildTracker;
  readonly claims: Claims;
  readonly background: Background;
}

/** Notifications of inputs that followed builds begin to wait for, and builds of the current branch. */
export class InputNotices implements vscode.Disposable {
  private readonly background: Background;
  private readonly teller: Lazy<InputTeller>;
  private readonly parts: vscode.Disposable;

  constructor({ tracker, claims, background }: InputNoticeDeps) {
    this.background = background;
    this.teller = new Lazy(async () => new (await import('./inputTeller.ts')).InputTeller(claims), background);
    const listening = tracker.onDidChange(
      ({ ref, progress }) => 'build' in progress && this.onBuild(ref, progress.build),
    );
    this.parts = vscode.Disposable.from(this.teller, listening);
  }

  /** A build that matters to the person was read. */
  onBuild(ref: JobRef, build: Build): void {
    if (!isPaused(build) && !this.teller.ifMade) return;
    this.background.run(async () => (await this.teller.get()).onBuild(ref, build), 'inputs');
  }

  /** The person was shown an input, and needs no notification of it. */
  async onShown(build: BuildRef, id: string): Promise<void> {
    (await this.teller.get()).onShown(build, id);
  }

  dispose(): void {
    this.parts.dispose();
  }
}
