import { type Issue, readIssue } from '../../../jira/issues/issues.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { IssueRef } from '../issues/issueRef.ts';

/** Cache lifetime. */
const cacheTtlMs = 60_000;
const most = 200;

interface Glance {
  readonly issue: Promise<Issue | undefined>;
  readonly at: number;
}

/** Cache of issues for hovers and the status bar. */
export class IssueCache {
  private readonly sessions: Sessions;
  private readonly kept = new Map<string, Glance>();

  constructor(sessions: Sessions) {
    this.sessions = sessions;
  }

  /** @throws the failure of reading */
  read({ connection, key }: IssueRef): Promise<Issue | undefined> {
    const id = `${connection.id}/${key}`;
    const known = this.kept.get(id);
    if (known && Date.now() - known.at < cacheTtlMs) return known.issue;
    const issue = readIssue(this.sessions.jira(connection), key);
    this.kept.delete(id);
    this.kept.set(id, { issue, at: Date.now() });
    issue.catch(() => this.kept.delete(id));
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= most) break;
      this.kept.delete(oldest);
    }
    return issue;
  }

  /** Drops an issue that was changed. */
  forget({ connection, key }: IssueRef): void {
    this.kept.delete(`${connection.id}/${key}`);
  }
}
