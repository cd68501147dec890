import type * as vscode from 'vscode';

/** A line of a tree. Its id is stable, so that what a person opened stays open over a refresh. */
export interface TreeNode {
  readonly id: string;
  /** How it looks; made anew at each drawing. */
  item(): vscode.TreeItem;
  /** What is below it; absent for a leaf. */
  children?(signal: AbortSignal): Promise<TreeNode[]>;
}

/**
 * The facets of a node that menus ask for, as `;a;b;`: a menu matches `/;a;/`.
 * Keep them in step with package.json.
 */
export const Facet = {
  connection: 'connection',
  /** Has a page that can be opened in the browser. */
  web: 'web',
  buildable: 'buildable',
  /** Has a log: a build, or a job that was built. */
  log: 'log',
  onStatusBar: 'onStatusBar',
  offStatusBar: 'offStatusBar',
  issue: 'issue',
  problem: 'problem',
} as const;
export type Facet = (typeof Facet)[keyof typeof Facet];

export function contextValue(...facets: readonly (Facet | false)[]): string {
  return `;${facets.filter(facet => facet !== false).join(';')};`;
}
