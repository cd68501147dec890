import * as vscode from 'vscode';
import type { TestCounts } from '../../../jenkins/tests/testCounts.ts';
import { type FailedTest, listFailedTests, testReportPath } from '../../../jenkins/tests/tests.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import type { Background } from '../../shell/commands/background.ts';
import { MessageNode, MoreNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import type { TestNodeState } from './testNodeState.ts';
import { testUri } from './testUri.ts';
import { countWords, failingSince, testPlaceWords, tooltipOfTest } from './testWords.ts';

const { t } = vscode.l10n;

const firstTests = 50;
const moreTests = 200;

export interface TestNodeDeps {
  readonly sessions: Sessions;
  readonly background: Background;
  readonly state: TestNodeState;
  /** Reads and draws a node and its level again. */
  readonly refreshNode: (id: string) => void;
  /** Draws a node alone. */
  readonly redrawNode: (id: string) => void;
}

interface TestedBuild extends BuildRef {
  readonly id: string;
  readonly isRunning: boolean;
}

/** Node of a build's tests, if it has reported any; its children are the failed ones. */
export function testNodes(build: TestedBuild, counts: TestCounts | undefined, deps: TestNodeDeps): TreeNode[] {
  if (!counts) return [];
  return [counts.failed > 0 ? new FailuresNode(build, counts, deps) : new TestsNode(build, counts)];
}

class TestsNode implements TreeNode, BuildRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly number: number;
  readonly webPath: string;
  protected readonly counts: TestCounts;

  constructor(build: TestedBuild, counts: TestCounts) {
    this.id = `${build.id}/:tests`;
    this.connection = build.connection;
    this.job = build.job;
    this.number = build.number;
    this.webPath = testReportPath(build.job, build.number);
    this.counts = counts;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(t('Tests'));
    item.iconPath = new vscode.ThemeIcon('beaker');
    item.description = countWords(this.counts);
    item.contextValue = contextValue(ContextFlag.web);
    return item;
  }
}

/** Initially expanded: it explains why the build is red. */
class FailuresNode extends TestsNode {
  readonly isFinal: boolean;
  private readonly deps: TestNodeDeps;

  constructor(build: TestedBuild, counts: TestCounts, deps: TestNodeDeps) {
    super(build, counts);
    this.isFinal = !build.isRunning;
    this.deps = deps;
  }

  override item(): vscode.TreeItem {
    const item = super.item();
    item.description = countWords(this.counts, this.deps.state.newFailures.get(this.id));
    item.collapsibleState = vscode.TreeItemCollapsibleState.Expanded;
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const session = this.deps.sessions.jenkins(this.connection);
    const failed = await listFailedTests(session, this.job, this.number, reading);
    this.notifyNew(failed.filter(({ isNew }) => isNew).length);
    // Newly failed tests first.
    const sorted = [...failed.filter(({ isNew }) => isNew), ...failed.filter(({ isNew }) => !isNew)];
    const shown = this.deps.state.shownTests.get(this.id) ?? firstTests;
    const nodes = sorted.slice(0, shown).map((test, index) => new FailedTestNode(this, test, index));
    if (nodes.length === 0) return [new MessageNode(this.id, t('The report does not name them'))];
    if (sorted.length <= shown) return nodes;
    return [...nodes, new MoreNode(this.id, t('Show more failed tests'), () => this.showMore(shown))];
  }

  private notifyNew(count: number): void {
    if (this.deps.state.newFailures.get(this.id) === count) return;
    this.deps.state.newFailures.set(this.id, count);
    this.deps.redrawNode(this.id);
  }

  private showMore(shown: number): void {
    this.deps.state.shownTests.set(this.id, shown + moreTests);
    this.deps.refreshNode(this.id);
  }
}

class FailedTestNode implements TreeNode, BuildRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly number: number;
  readonly webPath: string;
  readonly test: FailedTest;

  /** @param index distinguishes tests of the same name, such as parameterized ones */
  constructor(parent: FailuresNode, test: FailedTest, index: number) {
    this.id = `${parent.id}/${index}:${test.className}.${test.name}`;
    this.connection = parent.connection;
    this.job = parent.job;
    this.number = parent.number;
    this.webPath = parent.webPath;
    this.test = test;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(this.test.name);
    item.iconPath = new vscode.ThemeIcon('error', new vscode.ThemeColor('testing.iconFailed'));
    item.description = [this.test.className, testPlaceWords(this.test), failingSince(this.test)]
      .filter(Boolean)
      .join(' · ');
    item.tooltip = tooltipOfTest(this.test);
    item.contextValue = contextValue(ContextFlag.web, ContextFlag.failedTest);
    const uri = testUri(this, this.test);
    item.command = { command: 'vscode.open', title: t('Open'), arguments: [uri] };
    item.accessibilityInformation = { label: t('Failed test {0}, {1}', this.test.name, item.description) };
    return item;
  }
}
