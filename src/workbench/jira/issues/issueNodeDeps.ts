import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import type { IssueBuilds } from './issueBuilds.ts';
import type { Grouping } from './issueGroups.ts';
import type { IssuePermissions } from './issuePermissions.ts';

/** Dependencies of the nodes of the Jira tree. */
export interface IssueNodeDeps {
  readonly sessions: Sessions;
  readonly background: Background;
  readonly drafts: Pick<Drafts, 'markAt'>;
  readonly builds: IssueBuilds;
  readonly permissions: IssuePermissions;
  readonly grouping: (connection: JiraConnection) => Grouping;
  /** Number of pages or comments to show below a node, where the person asked for more than usual. */
  readonly shown: Map<string, number>;
  /** Number of issues or comments below a node, as it was last read. */
  readonly counts: Map<string, string>;
  /** Loads and draws a node and its level again. */
  readonly refreshNode: (id: string) => void;
  /** Draws a node alone. */
  readonly redrawNode: (id: string) => void;
}

/** Saves the number below a node, and redraws the node when it has changed. */
export function notifyCount(deps: IssueNodeDeps, id: string, count: string): void {
  if (deps.counts.get(id) === count) return;
  deps.counts.set(id, count);
  deps.redrawNode(id);
}
