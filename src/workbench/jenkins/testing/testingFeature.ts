import * as vscode from 'vscode';
import { Backoff } from '../../../base/backoff.ts';
import { asString, isObject } from '../../../base/json.ts';
import { Lru } from '../../../base/lru.ts';
import { sleep } from '../../../base/sleep.ts';
import { NotFoundError } from '../../../http/errors.ts';
import { isTransient } from '../../../http/transient.ts';
import { type Build, listBuilds } from '../../../jenkins/builds/builds.ts';
import type { ReadOptions } from '../../../jenkins/session/session.ts';
import { readTestReport, type TestReport } from '../../../jenkins/tests/testReport.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { Commands } from '../../shell/commands/commandTable.ts';
import type { BranchBuild } from '../branches/branchBuilds.ts';
import { type BuildRef, isSameJob, type JobRef, keyOf } from '../jobs/jobRef.ts';
import { FileFinder } from '../logs/fileFinder.ts';
import { runAtCursor } from './runAtCursor.ts';
import { ShownTests } from './shownTests.ts';
import { TestPlaces } from './testPlaces.ts';

/** Id of the controller, by which menus know its items. */
const controllerId = 'jenkinsJira.tests';
/** Builds among which the last finished one is searched, while others run. */
const lookedAt = 10;
const retries = { first: 5000, most: 60_000, factor: 3 };
const maxTries = 5;
const maxReports = 4;

export interface TestingFeatureDeps {
  readonly sessions: Sessions;
  readonly background: Background;
}

interface Found {
  readonly build: BuildRef;
  readonly report: TestReport;
}

/** Tests of the branch's last finished build, in VS Code's Testing view. It has no way to run tests of its own. */
export class TestingFeature implements vscode.Disposable {
  readonly handlers = {
    runTestAtCursor: async target => {
      const id = isObject(target) ? asString(target['id']) : undefined;
      if (this.shown && id !== undefined) await runAtCursor(this.shown, id);
    },
  } satisfies Commands;
  private readonly deps: TestingFeatureDeps;
  private readonly finder: FileFinder;
  private readonly listening: vscode.Disposable;
  /** Made with the first report: VS Code shows its Testing view as soon as there is one. */
  private controller: vscode.TestController | undefined;
  private shown: ShownTests | undefined;
  /** Identity of the build that was taken last. */
  private taken: string | undefined;
  private reading = new AbortController();
  /** Of finished builds, by build: a person changes between branches and repositories. */
  private readonly reports = new Lru<string, TestReport>(maxReports);

  constructor(deps: TestingFeatureDeps) {
    this.deps = deps;
    this.finder = new FileFinder(deps.background);
    this.listening = vscode.window.onDidChangeVisibleTextEditors(() => this.lookAtEditors());
  }

  /** Takes the branch's job with its last build; undefined where it has none. */
  async take(build: BranchBuild | undefined): Promise<void> {
    const ref = build && { connection: build.connection, job: build.job.fullName };
    if (!ref || !this.isShown(ref)) this.hide();
    const last = build?.job.lastBuild;
    if (!ref || !last) return this.close();
    const taken = identityOf(ref, last);
    if (taken === this.taken) return;
    this.taken = taken;
    // The tests of the build before stay while the next one runs.
    if (last.running && this.shown) return;
    try {
      await this.readAndShow(ref, last);
    } catch (error) {
      if (this.taken === taken) this.taken = undefined;
      throw error;
    }
  }

  private async readAndShow(ref: JobRef, last: Build): Promise<void> {
    this.reading.abort();
    this.reading = new AbortController();
    const { signal } = this.reading;
    const found = await this.read(ref, last.running ? undefined : last, signal);
    if (signal.aborted) return;
    if (found) await this.show(found, signal);
    else this.empty();
  }

  dispose(): void {
    this.listening.dispose();
    this.close();
  }

  private isShown(ref: JobRef): boolean {
    return this.shown !== undefined && isSameJob(keyOf(this.shown.build), keyOf(ref));
  }

  /** @returns undefined where no build has ended, or the last one has no tests */
  private async read(ref: JobRef, ended: Build | undefined, signal: AbortSignal): Promise<Found | undefined> {
    const backoff = new Backoff(retries);
    for (let tries = 1; ; tries++) {
      try {
        return await this.readOnce(ref, ended, { signal, background: true });
      } catch (error) {
        if (error instanceof NotFoundError) return undefined;
        if (signal.aborted || tries >= maxTries || !isTransient(error)) throw error;
      }
      await sleep(backoff.next(), signal);
    }
  }

  private async readOnce(ref: JobRef, ended: Build | undefined, options: ReadOptions): Promise<Found | undefined> {
    const session = this.deps.sessions.jenkins(ref.connection);
    const build = ended ?? (await listBuilds(session, ref.job, lookedAt, options)).find(({ running }) => !running);
    if (!build) return undefined;
    const key = identityOf(ref, build);
    const report = this.reports.get(key) ?? (await readTestReport(session, ref.job, build.number, options));
    this.reports.set(key, report);
    return { build: { ...ref, number: build.number }, report };
  }

  private async show({ build, report }: Found, signal: AbortSignal): Promise<void> {
    this.controller ??= this.createController();
    this.shown?.dispose();
    this.shown = new ShownTests(this.controller, build, report, new TestPlaces(this.finder));
    await this.shown.show(signal);
  }

  private createController(): vscode.TestController {
    const controller = vscode.tests.createTestController(controllerId, 'Jenkins');
    controller.resolveHandler = async item => {
      if (item) await this.shown?.locateBelow(item);
    };
    return controller;
  }

  private lookAtEditors(): void {
    const { shown } = this;
    if (shown) this.deps.background.quietly('Tests could not be found in a file', () => shown.locateInEditors());
  }

  /** Removes the tests of another job. */
  private hide(): void {
    this.taken = undefined;
    this.reading.abort();
    this.shown?.dispose();
    this.shown = undefined;
    this.controller?.items.replace([]);
  }

  private close(): void {
    this.hide();
    this.empty();
  }

  /** Without tests there is no controller. */
  private empty(): void {
    this.shown?.dispose();
    this.shown = undefined;
    this.controller?.dispose();
    this.controller = undefined;
  }
}

/** A number may be given again, after a job was made anew. */
function identityOf({ connection, job }: JobRef, { number, startedAt, running }: Build): string {
  return JSON.stringify([connection.id, connection.url, job, number, startedAt, running]);
}
