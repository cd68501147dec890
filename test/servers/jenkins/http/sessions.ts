import { createHash, randomBytes } from 'node:crypto';
import type { ParameterDefinition } from '../state/model.ts';

export interface Session {
  id: string;
  /** Set by the login form only: Basic authentication logs no session in. */
  userId: string | undefined;
  /** Objects that pages of this session may call, by their ids. */
  bound: Map<string, ParameterDefinition>;
}

/** Cookie sessions, and the crumbs that are bound to a user and a session. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #salt = randomBytes(16).toString('hex');

  create(userId?: string): Session {
    const session: Session = { id: `node0${randomBytes(16).toString('hex')}.node0`, userId, bound: new Map() };
    this.#sessions.set(session.id, session);
    return session;
  }

  find(id: string | undefined): Session | undefined {
    return id === undefined ? undefined : this.#sessions.get(id);
  }

  end(session: Session): void {
    this.#sessions.delete(session.id);
  }

  /** Makes every crumb and login invalid, as a restart does. */
  endAll(): void {
    this.#sessions.clear();
  }

  crumb(userId: string, session: Session): string {
    return createHash('sha256').update(`${userId};${session.id};${this.#salt}`).digest('hex');
  }
}
