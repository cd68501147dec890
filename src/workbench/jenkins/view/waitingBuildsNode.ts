import * as vscode from 'vscode';
import type { Build, BuildInput } from '../../../jenkins/builds/builds.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { listWaitingBuilds, type WaitingBuild } from '../../../jenkins/pipelines/waitingBuilds.ts';
import { type JenkinsConnection, userOf } from '../../connections/settings/connection.ts';
import { MessageNode } from '../../shell/trees/messageNode.ts';
import { ContextFlag, contextValue, type LoadOptions, type TreeNode } from '../../shell/trees/treeNode.ts';
import { messageWords } from '../jobs/jobWords.ts';
import { BuildNode } from './buildNode.ts';
import type { JobNodeDeps } from './nodeDeps.ts';
import { waitingNodeId } from './waitingSetting.ts';

const { t } = vscode.l10n;

/** Least pause between two requests in the background, in milliseconds. */
const pauseMs = 60_000;

/** *Waiting for You*: all builds of a Jenkins that wait for input. */
export class WaitingBuildsNode implements TreeNode {
  readonly id: string;
  readonly connection: JenkinsConnection;
  private readonly deps: JobNodeDeps;

  constructor(connection: JenkinsConnection, deps: JobNodeDeps) {
    this.id = waitingNodeId(connection.id);
    this.connection = connection;
    this.deps = deps;
  }

  item(): vscode.TreeItem {
    const count = this.deps.state.waiting.get(this.connection.id)?.builds?.length;
    const label = count ? t('Waiting for You ({0})', count) : t('Waiting for You');
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
    item.iconPath = new vscode.ThemeIcon('inbox');
    item.tooltip = t('Builds that are waiting for input, updated every minute while expanded');
    item.contextValue = contextValue(ContextFlag.waiting);
    return item;
  }

  async children(reading: LoadOptions): Promise<TreeNode[]> {
    const { waiting } = this.deps.state;
    const known = waiting.get(this.connection.id);
    const isFresh = reading.background && known && Date.now() - known.readAt < pauseMs;
    const builds = isFresh ? known.builds : await this.read(reading);
    // A refusal stands until it is time to ask again.
    if (!builds) throw known?.problem;
    if (builds.length === 0) return [new MessageNode(this.id, t('No builds are waiting for input'))];
    return builds.map(({ job, build }) => {
      const ref = { connection: this.connection, job, id: `${this.id}/${job}` };
      const label = `${readableName(job)} ${build.displayName}`;
      return new BuildNode(ref, build, this.deps, { label, description: build.inputs.map(describeInput).join(' · ') });
    });
  }

  private async read(reading: LoadOptions): Promise<readonly WaitingBuild[]> {
    const { id } = this.connection;
    const { waiting } = this.deps.state;
    try {
      const read = await listWaitingBuilds(this.deps.sessions.jenkins(this.connection), reading);
      const user = userOf(this.connection);
      const isOthers = ({ build }: WaitingBuild) => Number(isForOthers(build, user));
      const builds = read.sort((one, other) => isOthers(one) - isOthers(other));
      waiting.set(id, { builds, problem: undefined, readAt: Date.now() });
      this.deps.redrawNode(this.id);
      return builds;
    } catch (problem) {
      if (!reading.signal.aborted) waiting.set(id, { builds: undefined, problem, readAt: Date.now() });
      throw problem;
    }
  }
}

function describeInput({ message, submitter }: BuildInput): string {
  const words = messageWords(message) || t('waiting for input');
  return submitter === undefined ? words : t('{0} (for {1})', words, submitter);
}

/** Whether lists say who may answer, and this user stands in none; as a member of a group they may all the same. */
function isForOthers({ inputs }: Build, user: string | undefined): boolean {
  return inputs.every(({ submitter }) => submitter !== undefined && !submitter.split(/\s*,\s*/).includes(user ?? ''));
}
