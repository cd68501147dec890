import type * as vscode from 'vscode';

/** A newer reading aborts an older one; in the background no person waits. */
export interface LoadOptions {
  readonly signal: AbortSignal;
  readonly background?: boolean;
}

/** Node of a tree. Its id is stable, so that an open node stays open over a refresh. */
export interface TreeNode {
  readonly id: string;
  /** Tree item; made again at each drawing. */
  item(): vscode.TreeItem;
  /** Reads the level below from a server. A node has either this or static children, or is a leaf. */
  children?(reading: LoadOptions): Promise<TreeNode[]>;
  /** Whether the level below never changes again: it is read once, and then when the person refreshes. */
  readonly isFinal?: boolean;
  /** Children made of data at hand, without a request. */
  staticChildren?(): TreeNode[];
  /** Tooltip that needs a request: made when the mouse rests on the node. */
  tooltip?(signal: AbortSignal): Promise<string | vscode.MarkdownString>;
  /** Whether the node with that id is somewhere below this one. */
  leadsTo?(id: string): boolean;
}

/** Flags of a node for menus, as `;a;b;`: a menu matches `/;a;/`. Keep them in step with package.json. */
export const ContextFlag = {
  connection: 'connection',
  /** Signs in to Jenkins with a password. */
  password: 'password',
  /** Has a page that can be opened in the browser. */
  web: 'web',
  job: 'job',
  /** A folder or project that jobs can be made in. */
  folder: 'folder',
  /** Can scan for branches. */
  scannable: 'scannable',
  /** Has the log of its last scan. */
  scanned: 'scanned',
  /** On a connection that is not read only. */
  writable: 'writable',
  /** The account was refused this before: building, canceling, configuring, making and deleting jobs, changing and deleting builds. */
  lacksBuild: 'lacksBuild',
  lacksCancel: 'lacksCancel',
  lacksConfigure: 'lacksConfigure',
  lacksCreate: 'lacksCreate',
  lacksDelete: 'lacksDelete',
  lacksRunUpdate: 'lacksRunUpdate',
  lacksRunDelete: 'lacksRunDelete',
  /** The account may not do this with the issue. */
  lacksAssign: 'lacksAssign',
  lacksAttach: 'lacksAttach',
  lacksComment: 'lacksComment',
  /** The account may delete or edit no comment of the issue. */
  lacksDeleteComment: 'lacksDeleteComment',
  lacksEditComment: 'lacksEditComment',
  lacksEdit: 'lacksEdit',
  lacksLink: 'lacksLink',
  lacksLogWork: 'lacksLogWork',
  lacksTransition: 'lacksTransition',
  disabled: 'disabled',
  watched: 'watched',
  /** Builds that the person started are reported on their issues by themselves. */
  reported: 'reported',
  /** A change of the job asks for its name to be typed. */
  protected: 'protected',
  build: 'build',
  running: 'running',
  /** Waits for a person's input. */
  paused: 'paused',
  /** Lists builds that wait for input. */
  waiting: 'waiting',
  finished: 'finished',
  /** A build that failed or is unstable, or a job whose last build is. */
  red: 'red',
  /** Stage of a Pipeline. */
  stage: 'stage',
  /** Branch of a parallel stage. */
  parallelBranch: 'parallelBranch',
  /** A run of a Pipeline. */
  pipeline: 'pipeline',
  /** A stage that its run can be restarted from. */
  restartable: 'restartable',
  /** Jenkins never deletes it. */
  kept: 'kept',
  buildable: 'buildable',
  /** Has a log: a build, or a job that was built. */
  log: 'log',
  onStatusBar: 'onStatusBar',
  pinned: 'pinned',
  failedTest: 'failedTest',
  artifact: 'artifact',
  artifacts: 'artifacts',
  queueItem: 'queueItem',
  issue: 'issue',
  /** An issue that the account has voted for. */
  voted: 'voted',
  comments: 'comments',
  comment: 'comment',
  query: 'query',
  /** A query whose number is the badge of its view. */
  badge: 'badge',
  /** Saved filter of the site. */
  filter: 'filter',
  problem: 'problem',
  branch: 'branch',
  /** Has texts that were not sent yet. */
  draft: 'draft',
  /** Waits to be sent. */
  outbox: 'outbox',
} as const;
export type ContextFlag = (typeof ContextFlag)[keyof typeof ContextFlag];

export function contextValue(...facets: readonly (ContextFlag | false)[]): string {
  return `;${facets.filter(facet => facet !== false).join(';')};`;
}
