import * as vscode from 'vscode';
import { readRunFacts } from '../../../jenkins/pipelines/runFacts.ts';
import { type Stage, StageSource, StageState, type Stages } from '../../../jenkins/pipelines/stage.ts';
import { readStages } from '../../../jenkins/pipelines/stages.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import type { Background } from '../../shell/commands/background.ts';
import { MessageNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { fullTime } from '../../shell/words/timeWords.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { describeStage, detailsOf, stageLook } from './stageWords.ts';

const { t } = vscode.l10n;
const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** Run of a Pipeline, as its line in the tree has it. */
export interface Run extends BuildRef {
  readonly id: string;
  readonly isRunning: boolean;
  /** Whether its stages are what a person looks for: it runs, or it is red. */
  readonly isTelling: boolean;
}

export interface StageNodeDeps {
  readonly sessions: Sessions;
  readonly background: Background;
  /** Ids of connections whose Jenkins was found to lack Pipeline Graph View. */
  readonly withoutGraphView: Set<string>;
}

/** Line of a run's stages; open where they are what a person looks for. */
export class StagesNode implements TreeNode, BuildRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly number: number;
  readonly webPath: string;
  readonly isRunning: boolean;
  private readonly isTelling: boolean;
  private readonly deps: StageNodeDeps;
  private readonly restartable: readonly string[];

  /** @param restartable names of the stages that the run can be restarted from: none while it runs */
  constructor(run: Run & { readonly webPath: string }, deps: StageNodeDeps, restartable: readonly string[]) {
    this.id = `${run.id}/:stages`;
    this.connection = run.connection;
    this.job = run.job;
    this.number = run.number;
    this.webPath = run.webPath;
    this.isRunning = run.isRunning;
    this.isTelling = run.isTelling;
    this.deps = deps;
    this.restartable = restartable;
  }

  get isFinal(): boolean {
    return !this.isRunning;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(t('Stages'), this.isTelling ? Expanded : Collapsed);
    item.iconPath = new vscode.ThemeIcon('list-tree');
    item.contextValue = contextValue(ContextFlag.web);
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { withoutGraphView } = this.deps;
    const session = this.deps.sessions.jenkins(this.connection);
    const options = { ...reading, withoutGraphView: withoutGraphView.has(this.connection.id) };
    const read = await readStages(session, this.job, this.number, options);
    if (read.source === StageSource.flowGraph) withoutGraphView.add(this.connection.id);
    const restartable = this.isRunning && read.isComplete ? await this.readRestartable(reading) : this.restartable;
    if (read.stages.length > 0)
      return read.stages.map(stage => new StageNode(this, stage, read, restartable.includes(stage.name)));
    return [new MessageNode(this.id, read.isComplete ? t('No stages') : t('No stages yet'))];
  }

  /** The run has just ended: its line tells them some rounds later. */
  private async readRestartable(reading: LoadOptions): Promise<readonly string[]> {
    const session = this.deps.sessions.jenkins(this.connection);
    const facts = await this.deps.background.optional('The stages to restart from could not be read', () =>
      readRunFacts(session, this, reading),
    );
    return facts?.mayRestart ? facts.stages : [];
  }
}

class StageNode implements TreeNode, BuildRef {
  readonly id: string;
  readonly connection: JenkinsConnection;
  readonly job: string;
  readonly number: number;
  private readonly run: StagesNode;
  private readonly stage: Stage;
  private readonly read: Stages;
  private readonly isRestartable: boolean;

  constructor(run: StagesNode, stage: Stage, read: Stages, isRestartable: boolean) {
    this.id = `${run.id}/${stage.id}`;
    this.connection = run.connection;
    this.job = run.job;
    this.number = run.number;
    this.run = run;
    this.stage = stage;
    this.read = read;
    this.isRestartable = isRestartable;
  }

  get stageName(): string {
    return this.stage.name;
  }

  get isRunning(): boolean {
    return !this.read.isComplete;
  }

  item(): vscode.TreeItem {
    const { name, state, children } = this.stage;
    const isOpen = state === StageState.failure || state === StageState.unstable || isUnderWay(state);
    const item = new vscode.TreeItem(name, children.length === 0 ? None : isOpen ? Expanded : Collapsed);
    const { icon, words } = stageLook(state);
    item.iconPath = icon;
    item.description = describeStage(this.stage);
    item.tooltip = this.tooltipLines(words).join('\n');
    item.accessibilityInformation = { label: [name, words, ...detailsOf(this.stage)].join(', ') };
    item.contextValue = contextValue(
      state === StageState.paused && ContextFlag.paused,
      this.isRestartable && ContextFlag.restartable,
      !this.connection.readOnly && ContextFlag.writable,
    );
    item.command = { command: 'jenkinsJira.openLog', title: t('Open Log'), arguments: [this] };
    return item;
  }

  staticChildren(): TreeNode[] {
    // Jenkins restarts from stages at the top alone.
    return this.stage.children.map(child => new StageNode(this.run, child, this.read, false));
  }

  private tooltipLines(words: string): string[] {
    const { name, isBranch, startedAt, agent, waitsFor } = this.stage;
    const lines = [
      isBranch ? t('Branch {0}: {1}', name, words) : t('Stage {0}: {1}', name, words),
      waitsFor && t('Waiting: {0}', waitsFor),
      startedAt !== undefined && t('Started {0}', fullTime(startedAt)),
      agent && t('Agent {0}', agent),
      this.read.source === StageSource.graphView
        ? t('Source: Pipeline Graph View')
        : t('Source: flow graph of the build (Pipeline Graph View is not installed)'),
    ];
    return lines.filter((line): line is string => Boolean(line));
  }
}

function isUnderWay(state: StageState): boolean {
  return state === StageState.running || state === StageState.paused || state === StageState.queued;
}
