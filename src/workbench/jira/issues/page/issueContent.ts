import type { IssueDetails, Person } from '../../../../jira/index.ts';
import type { IssuePermission } from '../../../../jira/issues/permissions.ts';
import { lacksEntries } from '../issuePermissions.ts';
import type { WantedLists } from './longLists.ts';

export interface IssuePageContent {
  readonly details: IssueDetails;
  /** Id of the account: own comments can be changed. */
  readonly me: string;
  /** Permissions that the account lacks: their buttons are left out. */
  readonly lacked?: ReadonlySet<IssuePermission>;
  /** Words to know first, such as a new key. */
  readonly notice?: string | undefined;
  /** HTML of the problem that keeps the page from being current. */
  readonly problem?: string | undefined;
  /** Section of its branches' builds, see `IssueBuilds`. */
  readonly builds?: string;
  /** Parts of long lists that are shown. */
  readonly wanted?: WantedLists;
}

export function may({ lacked }: IssuePageContent, permission: IssuePermission): boolean {
  return !lacked?.has(permission);
}

/** Whether the account may change a comment or a work log: of those of others, Jira decides. */
export function mayChange(
  { me, lacked }: IssuePageContent,
  author: Person | undefined,
  kind: 'comments' | 'worklogs',
  change: 'edit' | 'delete',
): boolean {
  return author?.id === me && !(lacked && lacksEntries(lacked, kind, change));
}
