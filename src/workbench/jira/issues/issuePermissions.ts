import * as vscode from 'vscode';
import { Lru } from '../../../base/lru.ts';
import { ForbiddenError } from '../../../http/errors.ts';
import type { IssuePermission } from '../../../jira/issues/permissions.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { TreeLine } from '../../shell/trees/drawnLines.ts';
import type { NodeTree } from '../../shell/trees/nodeTree.ts';
import { ContextFlag, type TreeNode } from '../../shell/trees/treeNode.ts';
import type { IssueRef } from './issueRef.ts';

const flags = {
  ASSIGN_ISSUES: ContextFlag.lacksAssign,
  CREATE_ATTACHMENTS: ContextFlag.lacksAttach,
  ADD_COMMENTS: ContextFlag.lacksComment,
  CREATE_ISSUES: ContextFlag.lacksCreate,
  EDIT_ISSUES: ContextFlag.lacksEdit,
  LINK_ISSUES: ContextFlag.lacksLink,
  WORK_ON_ISSUES: ContextFlag.lacksLogWork,
  TRANSITION_ISSUES: ContextFlag.lacksTransition,
} as const satisfies Partial<Record<IssuePermission, ContextFlag>>;
type Flagged = keyof typeof flags;

/** Permissions for comments and work logs: the own ones, and those of everybody. */
const entryPermissions = {
  comments: {
    edit: ['EDIT_OWN_COMMENTS', 'EDIT_ALL_COMMENTS'],
    delete: ['DELETE_OWN_COMMENTS', 'DELETE_ALL_COMMENTS'],
  },
  worklogs: {
    edit: ['EDIT_OWN_WORKLOGS', 'EDIT_ALL_WORKLOGS'],
    delete: ['DELETE_OWN_WORKLOGS', 'DELETE_ALL_WORKLOGS'],
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, readonly IssuePermission[]>>>>;

const unread = 'The permissions at an issue could not be read';
const most = 500;
const none: ReadonlySet<IssuePermission> = new Set();

/** Permissions that accounts lack at issues: of those that were selected or opened. */
export class IssuePermissions implements vscode.Disposable {
  private readonly sessions: Sessions;
  private readonly background: Background;
  private lacked = new Lru<string, ReadonlySet<IssuePermission>>(most);
  private readonly changed = new vscode.EventEmitter<void>();

  constructor(sessions: Sessions, background: Background) {
    this.sessions = sessions;
    this.background = background;
  }

  /** Reads what the account lacks at an issue; where Jira does not tell, it lacks nothing. */
  async read(issue: IssueRef, signal?: AbortSignal): Promise<ReadonlySet<IssuePermission>> {
    const { connection, key } = issue;
    const lacked = await this.background.optional(unread, async () => {
      const { readLackedPermissions } = await import('../../../jira/issues/permissions.ts');
      return readLackedPermissions(this.sessions.jira(connection), key, { signal, background: true });
    });
    if (!lacked) return none;
    const before = [...this.lackedAt(issue)].join();
    this.lacked.set(idOf(issue), lacked);
    if ([...lacked].join() !== before) this.changed.fire();
    return lacked;
  }

  /** Learns what the account lacks at the issues that are selected in a view, and draws what changes. */
  keepLines(tree: NodeTree, view: Pick<vscode.TreeView<TreeLine>, 'onDidChangeSelection'>): vscode.Disposable {
    return vscode.Disposable.from(
      this.changed.event(() => tree.redraw()),
      view.onDidChangeSelection(({ selection }) => {
        for (const { node } of selection) if (isOfIssue(node) && !this.lacked.get(idOf(node))) this.readSoon(node);
      }),
    );
  }

  /** Reads them again where they were read: they can depend on the status, and on the assignee. */
  renew(issue: IssueRef): void {
    if (this.lacked.get(idOf(issue))) this.readSoon(issue);
  }

  /** Reads them anew after a change that Jira refused. */
  learnFrom(issue: IssueRef, failure: unknown): void {
    const cause = failure instanceof Failure ? failure.cause : failure;
    if (cause instanceof ForbiddenError) this.readSoon(issue);
  }

  /** Forgets them: an administrator may have changed them. */
  clear(): void {
    this.lacked = new Lru(most);
    this.changed.fire();
  }

  /** Flags for menus of what the account lacks. */
  flagsOf(issue: IssueRef): ContextFlag[] {
    const lacked = this.lackedAt(issue);
    return Object.keys(flags).flatMap(name => (lacked.has(name as Flagged) ? [flags[name as Flagged]] : []));
  }

  /** Flags for menus of comments that the account may not change, be they its own. */
  commentFlagsOf(issue: IssueRef): ContextFlag[] {
    const lacked = this.lackedAt(issue);
    return [
      ...this.flagsOf(issue).filter(flag => flag === ContextFlag.lacksComment),
      ...(lacksEntries(lacked, 'comments', 'edit') ? [ContextFlag.lacksEditComment] : []),
      ...(lacksEntries(lacked, 'comments', 'delete') ? [ContextFlag.lacksDeleteComment] : []),
    ];
  }

  dispose(): void {
    this.changed.dispose();
  }

  private lackedAt(issue: IssueRef): ReadonlySet<IssuePermission> {
    return this.lacked.get(idOf(issue)) ?? none;
  }

  private readSoon(issue: IssueRef): void {
    this.background.quietly(unread, () => this.read(issue));
  }
}

/** Whether an account that lacks these permissions may change no comment or work log, its own included. */
export function lacksEntries(
  lacked: ReadonlySet<IssuePermission>,
  kind: keyof typeof entryPermissions,
  change: 'edit' | 'delete',
): boolean {
  return entryPermissions[kind][change].every(permission => lacked.has(permission));
}

/** Whether a node of a tree of issues is an issue, or stands below one. */
function isOfIssue(node: TreeNode): node is TreeNode & IssueRef {
  return 'key' in node && 'connection' in node;
}

function idOf({ connection, key }: IssueRef): string {
  return `${connection.id}/${key}`;
}
