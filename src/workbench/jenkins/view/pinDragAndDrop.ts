import * as vscode from 'vscode';
import { isObject } from '../../../base/json.ts';
import type { TreeLine } from '../../shell/trees/drawnLines.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';
import type { JobList } from '../jobs/jobList.ts';
import { type JobKey, keyOf, parseJobKey } from '../jobs/jobRef.ts';
import { JobNode } from './jobNode.ts';
import { PinnedNode, pinnedNodeId } from './pinnedNode.ts';

const mime = 'application/vnd.code.tree.jenkinsjira.jenkins';

/** Drag and drop: pinned jobs are moved to the place of the drop; other jobs dropped there are pinned. */
export class PinDragAndDrop implements vscode.TreeDragAndDropController<TreeLine> {
  readonly dragMimeTypes = [mime];
  readonly dropMimeTypes = [mime];
  private readonly pins: JobList;

  constructor(pins: JobList) {
    this.pins = pins;
  }

  handleDrag(lines: readonly TreeLine[], data: vscode.DataTransfer): void {
    const nodes = lines.map(({ node }) => node);
    const jobs = nodes.filter(node => node instanceof JobNode).map(node => keyOf(node));
    if (jobs.length > 0) data.set(mime, new vscode.DataTransferItem(JSON.stringify(jobs)));
  }

  async handleDrop(line: TreeLine | undefined, data: vscode.DataTransfer): Promise<void> {
    const target = line?.node;
    const connection = connectionOf(target);
    if (!connection) return;
    const jobs = parse(await data.get(mime)?.asString()).filter(job => job.connection === connection);
    if (jobs.length > 0) await this.pins.move(jobs, target instanceof JobNode ? keyOf(target) : undefined);
  }
}

/** Connection of a node of pinned jobs, or of a pinned job. */
function connectionOf(target: TreeNode | undefined): string | undefined {
  if (target instanceof PinnedNode) return target.connection.id;
  if (!(target instanceof JobNode)) return undefined;
  return target.scope === pinnedNodeId(target.connection.id) ? target.connection.id : undefined;
}

function parse(text: string | undefined): JobKey[] {
  if (text === undefined) return [];
  const value: unknown = JSON.parse(text);
  return Array.isArray(value) ? value.filter(isObject).flatMap(each => parseJobKey(each) ?? []) : [];
}
