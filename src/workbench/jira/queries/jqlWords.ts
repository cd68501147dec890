import { type JqlWords, readJqlWords } from '../../../jira/jql/queries.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';

/** Words of each Jira's JQL, read once. */
export class KnownJqlWords {
  private readonly sessions: Sessions;
  private readonly known = new Map<string, Promise<JqlWords>>();

  constructor(sessions: Sessions) {
    this.sessions = sessions;
  }

  /** @throws the failure of reading; the next call tries again */
  of(connection: JiraConnection): Promise<JqlWords> {
    const known = this.known.get(connection.id);
    if (known) return known;
    const reading = readJqlWords(this.sessions.jira(connection), { background: true });
    this.known.set(connection.id, reading);
    reading.catch(() => this.known.delete(connection.id));
    return reading;
  }

  forget(): void {
    this.known.clear();
  }
}
