import * as vscode from 'vscode';
import { labelOfReason } from '../../../jenkins/agents/reasons.ts';
import { readRunFacts } from '../../../jenkins/pipelines/runFacts.ts';
import { type Stage, StageSource, StageState, type Stages } from '../../../jenkins/pipelines/stage.ts';
import { StageMemory } from '../../../jenkins/pipelines/stageMemory.ts';
import { stageOrder } from '../../../jenkins/pipelines/stageOrder.ts';
import { readStages } from '../../../jenkins/pipelines/stages.ts';
import type { JenkinsSession } from '../../../jenkins/session/session.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import type { Background } from '../../shell/commands/background.ts';
import { MessageNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { fullTime } from '../../shell/words/timeWords.ts';
import { AgentsNode, WaitReasonsNode } from '../details/agentNodes.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { lackedFlags } from '../jobs/lacking.ts';
import type { ShownStage } from '../logs/stageFilter.ts';
import { noteStages, type OpenRun } from './openRun.ts';
import { groupStages } from './stageGroups.ts';
import { agentWords, describeStage, detailsOf, stageLook } from './stageWords.ts';

const { t } = vscode.l10n;
const maxError = 300;
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
  /** Runs whose lines are open, by the ids of these. */
  readonly openRuns: Map<string, OpenRun>;
  readonly stageMemories: WeakMap<JenkinsSession, StageMemory>;
  /** Agents of runs in words, by the ids of the lines of their stages; known once these were read. */
  readonly stageAgents: Map<string, string>;
  /** Draws a node alone. */
  readonly redrawNode: (id: string) => void;
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
  readonly deps: StageNodeDeps;
  private readonly restartable: readonly string[];
  /** Id of the run's line. */
  private readonly run: string;

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
    this.run = run.id;
  }

  get isFinal(): boolean {
    return !this.isRunning;
  }

  item(): vscode.TreeItem {
    const item = new vscode.TreeItem(t('Stages'), this.isTelling ? Expanded : Collapsed);
    item.iconPath = new vscode.ThemeIcon('list-tree');
    item.description = this.deps.stageAgents.get(this.id) ?? '';
    item.contextValue = contextValue(ContextFlag.web);
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { openRuns, stageMemories, sessions } = this.deps;
    const session = sessions.jenkins(this.connection);
    const memory = stageMemories.get(session) ?? new StageMemory();
    stageMemories.set(session, memory);
    const read = await readStages(session, this.job, this.number, reading, memory);
    const run = openRuns.get(this.run);
    if (run) noteStages(run, read);
    this.noteAgents(read);
    const restartable = this.isRunning && read.isComplete ? await this.readRestartable(reading) : this.restartable;
    const lines = linesOf(this, read.stages, read, restartable);
    if (read.isCut) return [...lines, new MessageNode(this.id, t('The log is too long to show all its stages'))];
    if (read.awaitsAgent) return [...lines, new WaitReasonsNode(this.id, this, this.deps)];
    if (lines.length > 0) return lines;
    return [new MessageNode(this.id, read.isComplete ? t('No stages') : t('No stages yet'))];
  }

  private noteAgents({ stages }: Stages): void {
    const { stageAgents, redrawNode } = this.deps;
    const words = agentWords(stages);
    if ((stageAgents.get(this.id) ?? '') === words) return;
    stageAgents.set(this.id, words);
    redrawNode(this.id);
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

  /** For the log, which shows it alone or goes there. */
  get shownStage(): ShownStage {
    const { id, name } = this.stage;
    return { id, name, among: stageOrder(this.stage, this.read) };
  }

  get stageName(): string {
    return this.stage.name;
  }

  get isRunning(): boolean {
    return !this.read.isComplete;
  }

  item(): vscode.TreeItem {
    const { name, state, children } = this.stage;
    const isOpen = isTelling(this.stage);
    const isLeaf = children.length === 0 && this.awaited.length === 0;
    const item = new vscode.TreeItem(name, isLeaf ? None : isOpen ? Expanded : Collapsed);
    const { icon, words } = stageLook(state);
    item.iconPath = icon;
    item.description = describeStage(this.stage);
    item.tooltip = this.tooltipLines(words).join('\n');
    item.accessibilityInformation = { label: [name, words, ...detailsOf(this.stage)].join(', ') };
    item.contextValue = contextValue(
      this.stage.isBranch ? ContextFlag.parallelBranch : ContextFlag.stage,
      state === StageState.paused && ContextFlag.paused,
      this.isRestartable && ContextFlag.restartable,
      !this.connection.readOnly && ContextFlag.writable,
      ...lackedFlags(this.run.deps.sessions.lackedOf(this.connection), this.job),
    );
    item.command = { command: 'jenkinsJira.openLog', title: t('Open Log'), arguments: [this] };
    return item;
  }

  staticChildren(): TreeNode[] {
    // Jenkins restarts from stages at the top alone.
    return [...linesOf(this.run, this.stage.children, this.read, []), ...this.awaited];
  }

  /** Line of the agents that it waits for, or of the reasons why. */
  private get awaited(): TreeNode[] {
    const { state, waitsFor } = this.stage;
    if (state !== StageState.queued) return [];
    if (waitsFor === undefined) return [new WaitReasonsNode(this.id, this, this.run.deps)];
    const label = labelOfReason(waitsFor);
    return label ? [new AgentsNode(this, label, this.run.deps)] : [];
  }

  private tooltipLines(words: string): string[] {
    const { name, isBranch, startedAt, agent, waitsFor, error } = this.stage;
    const lines = [
      isBranch ? t('Branch {0}: {1}', name, words) : t('Stage {0}: {1}', name, words),
      waitsFor && t('Waiting: {0}', waitsFor),
      error && t('Error: {0}', shortened(error)),
      startedAt !== undefined && t('Started {0}', fullTime(startedAt)),
      agent && t('Agent {0}', agent),
      sourceWords(this.read.source),
    ];
    return lines.filter((line): line is string => Boolean(line));
  }
}

/** Stages of a large level that nobody looks for. */
class StageGroupNode implements TreeNode {
  readonly id: string;
  private readonly group: readonly Stage[];
  private readonly nodes: readonly TreeNode[];

  constructor(run: StagesNode, group: readonly Stage[], read: Stages, restartable: readonly string[]) {
    this.id = `${run.id}/:group:${group[0]?.id}`;
    this.group = group;
    this.nodes = group.map(stage => new StageNode(run, stage, read, restartable.includes(stage.name)));
  }

  item(): vscode.TreeItem {
    const [first, last] = [this.group[0]?.name, this.group.at(-1)?.name];
    const item = new vscode.TreeItem(t('{0} … {1}', first ?? '', last ?? ''), Collapsed);
    const counts = new Map<StageState, number>();
    for (const { state } of this.group) counts.set(state, (counts.get(state) ?? 0) + 1);
    const words = [...counts].map(([state, count]) => `${count} ${stageLook(state).words}`);
    item.iconPath = new vscode.ThemeIcon('list-tree');
    item.description = words.join(' · ');
    item.contextValue = contextValue();
    return item;
  }

  staticChildren(): TreeNode[] {
    return [...this.nodes];
  }
}

/** @param restartable names of the stages of this level that the run can be restarted from */
function linesOf(run: StagesNode, stages: readonly Stage[], read: Stages, restartable: readonly string[]): TreeNode[] {
  return groupStages(stages, isTelling).map(line =>
    'stage' in line
      ? new StageNode(run, line.stage, read, restartable.includes(line.stage.name))
      : new StageGroupNode(run, line.group, read, restartable),
  );
}

const tellingStates: readonly StageState[] = [
  ...[StageState.failure, StageState.unstable, StageState.running, StageState.paused, StageState.queued],
];

/** Whether a stage is what a person looks for, or holds one that is. */
function isTelling({ state, children }: Stage): boolean {
  return tellingStates.includes(state) || children.some(isTelling);
}

/** The message of an unknown step lists all others. */
function shortened(error: string): string {
  const [line = ''] = error.split('\n', 1);
  return line.length > maxError ? `${line.slice(0, maxError)}…` : line;
}

function sourceWords(source: StageSource): string {
  switch (source) {
    case StageSource.graphView:
      return t('Source: Pipeline Graph View');
    case StageSource.flowGraph:
      return t('Source: flow graph of the build (Pipeline Graph View is not installed)');
    case StageSource.log:
      return t('Source: log of the build, which does not show the state of stages');
  }
}
