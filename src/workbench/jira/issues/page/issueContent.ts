import type { IssueDetails } from '../../../../jira/index.ts';
import type { IssuePermission } from '../../../../jira/issues/permissions.ts';

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
  /** Number of the newest comments that are shown, at most. */
  readonly maxComments?: number | undefined;
}

export function may({ lacked }: IssuePageContent, permission: IssuePermission): boolean {
  return !lacked?.has(permission);
}
