import * as vscode from 'vscode';
import { cooperatively, type Steps } from '../../../base/cooperatively.ts';
import { inLabel } from '../../../base/othersTexts.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { ReportedTest, TestReport } from '../../../jenkins/tests/testReport.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { countWords, testPlaceWords } from '../tests/testWords.ts';
import { labelOf, messageOf } from './testItemWords.ts';
import type { TestPlaces } from './testPlaces.ts';

const { t } = vscode.l10n;

/** Tests that are searched in the workspace at a time. */
const maxLocated = 100;
/** Items between two yields. */
const stride = 50;

interface ShownTest {
  readonly test: ReportedTest;
  readonly parent: vscode.TestItem;
  item: vscode.TestItem;
  /** Whether its place was searched. */
  isLocated: boolean;
}

/** Tests of a build as items of the Testing view, with a run that tells their outcomes. */
export class ShownTests implements vscode.Disposable {
  readonly build: BuildRef;
  private readonly controller: vscode.TestController;
  private readonly report: TestReport;
  private readonly places: TestPlaces;
  private readonly tests = new Map<string, ShownTest>();
  /** Number of tests with the same names. */
  private readonly named = new Map<string, number>();
  private readonly name: string;
  private readonly abort = new AbortController();

  constructor(controller: vscode.TestController, build: BuildRef, report: TestReport, places: TestPlaces) {
    this.controller = controller;
    this.build = build;
    this.report = report;
    this.places = places;
    this.name = `${readableName(build.job)} #${build.number}`;
  }

  dispose(): void {
    this.abort.abort();
  }

  async show(signal: AbortSignal): Promise<void> {
    const label = [this.name, this.countWords()].join(' · ');
    const root = this.controller.createTestItem(`build:${this.build.job}`, inLabel(label));
    root.canResolveChildren = this.report.tests.length > 0;
    // Before the tests below it: VS Code takes them one by one, not all at once.
    this.controller.items.replace([root]);
    if (!(await cooperatively(this.itemSteps(root), signal))) return;
    // Found before they are told, so that an open file shows them without a second run.
    await this.locate(this.inEditors());
    if (signal.aborted || this.abort.signal.aborted) return;
    await this.tell([...this.tests.values()], root);
  }

  /** Searches the tests below an item that was opened. */
  async locateBelow({ id }: vscode.TestItem): Promise<void> {
    const below = [...this.tests.values()].filter(({ parent }) => id.startsWith('build:') || parent.id === id);
    await this.locateAndTell(below);
  }

  /** Searches the tests that may be in the files on the screen. */
  async locateInEditors(): Promise<void> {
    await this.locateAndTell(this.inEditors());
  }

  /** Finds the place of a test; several where files cannot be told apart. */
  async placesOf(id: string): Promise<{ readonly name: string; readonly places: vscode.Location[] } | undefined> {
    const shown = this.tests.get(id);
    return shown && { name: shown.test.name, places: await this.places.candidates(shown.test) };
  }

  private countWords(): string {
    const { counts, newFailures, left, tests } = this.report;
    const number = (count: number) => count.toLocaleString(vscode.env.language);
    const part = left > 0 && t('the first {0} of {1} are listed', number(tests.length), number(tests.length + left));
    return [countWords(counts, newFailures), part].filter(Boolean).join(' · ');
  }

  /** Makes the items: those of a branch, a cell or a module below an item of their own, where there are several. */
  private *itemSteps(root: vscode.TestItem): Steps<true> {
    const groups = new Map<string, vscode.TestItem>();
    for (const [index, test] of this.report.tests.entries()) {
      const place = this.report.hasPlaces ? testPlaceWords(test) : '';
      const parent = place === '' ? root : (groups.get(place) ?? this.group(place, root));
      if (parent !== root) groups.set(place, parent);
      const item = this.itemOf(this.idOf(test), test, index);
      this.tests.set(item.id, { test, parent, item, isLocated: false });
      parent.children.add(item);
      if (index % stride === 0) yield;
    }
    return true;
  }

  private group(place: string, root: vscode.TestItem): vscode.TestItem {
    const group = this.controller.createTestItem(`place:${place}`, inLabel(place));
    group.canResolveChildren = true;
    root.children.add(group);
    return group;
  }

  /** Menus know tests by the beginning. Parameterized tests may share a name. */
  private idOf({ className, name, child = '', blocks }: ReportedTest): string {
    const id = `test:${JSON.stringify([child, ...blocks, className, name])}`;
    const count = this.named.get(id) ?? 0;
    this.named.set(id, count + 1);
    return count === 0 ? id : `${id}${count}`;
  }

  private itemOf(id: string, test: ReportedTest, index: number, place?: vscode.Location): vscode.TestItem {
    const item = this.controller.createTestItem(id, inLabel(labelOf(test)), place?.uri);
    item.sortText = String(index).padStart(6, '0');
    if (place) item.range = place.range;
    return item;
  }

  private inEditors(): ShownTest[] {
    const names = vscode.window.visibleTextEditors
      .map(({ document }) => document.uri)
      .filter(uri => vscode.workspace.getWorkspaceFolder(uri))
      .map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
    if (names.length === 0) return [];
    return [...this.tests.values()].filter(({ test }) => names.some(name => this.places.mayBeIn(test, name)));
  }

  private async locateAndTell(tests: readonly ShownTest[]): Promise<void> {
    const located = await this.locate(tests);
    if (located.length > 0 && !this.abort.signal.aborted) await this.tell(located);
  }

  /** @returns the tests whose places were found now */
  private async locate(tests: readonly ShownTest[]): Promise<ShownTest[]> {
    const located: ShownTest[] = [];
    for (const shown of tests.filter(({ isLocated }) => !isLocated).slice(0, maxLocated)) {
      if (shown.isLocated) continue;
      shown.isLocated = true;
      const place = await this.places.find(shown.test);
      if (this.abort.signal.aborted) return [];
      if (!place) continue;
      // The file of an item cannot be set later: another item of the same id takes its place.
      shown.item = this.itemOf(shown.item.id, shown.test, Number(shown.item.sortText), place);
      shown.parent.children.add(shown.item);
      located.push(shown);
    }
    return located;
  }

  /** Tells the outcomes by a run of our own, which opens no panel and is not kept. */
  private async tell(tests: readonly ShownTest[], root?: vscode.TestItem): Promise<void> {
    const items = root ? [root] : tests.map(({ item }) => item);
    const request = new vscode.TestRunRequest(items, undefined, undefined, false, true);
    const run = this.controller.createTestRun(request, this.name, false);
    if (root && this.report.counts.failed === 0) run.passed(root);
    await cooperatively(outcomeSteps(run, tests), this.abort.signal);
    run.end();
  }
}

function* outcomeSteps(run: vscode.TestRun, tests: readonly ShownTest[]): Steps<true> {
  for (const [index, { test, item }] of tests.entries()) {
    if (test.isFailed) run.failed(item, messageOf(test, item), test.durationMs);
    else run.skipped(item);
    if (index % stride === 0) yield;
  }
  return true;
}
