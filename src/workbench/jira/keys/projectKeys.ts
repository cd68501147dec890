import * as vscode from 'vscode';
import { asNumber, asStrings, isObject } from '../../../base/json.ts';
import { type FoundKey, findIssueKeys, keysInBranch } from '../../../jira/issues/issueKeys.ts';
import { listProjects } from '../../../jira/issues/projects.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { type JiraConnection, Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { IssueRef } from '../issues/issueRef.ts';

const memory = 'projectKeys';
const dayMs = 24 * 3_600_000;
/** Pause after a failure, so that it is not requested at each keystroke. */
const retryMs = 5 * 60_000;

interface Known {
  readonly keys: ReadonlySet<string>;
  /** In milliseconds since 1970. */
  readonly readAt: number;
}

export interface ProjectKeysDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly memento: vscode.Memento;
}

/** Issue key in a text, with the Jira that has its project. */
export type KeyInText = FoundKey & IssueRef;

/**
 * Project keys of each Jira, which distinguish issue keys from texts of the same shape. They are read at the first text
 * that may contain a key, and cached for a day.
 */
export class ProjectKeys implements vscode.Disposable {
  private readonly deps: ProjectKeysDeps;
  private readonly known = new Map<string, Known>();
  private readonly reading = new Map<string, Promise<void>>();
  private readonly changed = new vscode.EventEmitter<void>();
  /** Fires when new project keys are known. */
  readonly onDidChange = this.changed.event;

  constructor(deps: ProjectKeysDeps) {
    this.deps = deps;
    for (const { id } of deps.store.ofProduct(Product.jira)) {
      const kept = parseKnown(deps.memento.get(`${memory}:${id}`));
      if (kept) this.known.set(id, kept);
    }
  }

  dispose(): void {
    this.changed.dispose();
  }

  /** Finds the keys in a text, as far as projects are known; reads missing projects. */
  keysIn(text: string): KeyInText[] {
    if (!/[A-Z][A-Z0-9_]+-\d/.test(text)) return [];
    return this.connections().flatMap(connection => {
      const { keys } = this.look(connection);
      return findIssueKeys(text, project => keys.has(project)).map(found => ({ ...found, connection }));
    });
  }

  /** Finds the issue that a branch is named after, once the projects are read. */
  async issueOfBranch(branch: string): Promise<IssueRef | undefined> {
    if (!/[a-z][a-z0-9_]+-\d/i.test(branch)) return undefined;
    for (const connection of this.connections()) {
      const keys = await this.readProjects(connection);
      const [key] = keysInBranch(branch, project => keys.has(project));
      if (key) return { connection, key };
    }
    return undefined;
  }

  /** Known project keys of a Jira. */
  of(connection: JiraConnection): ReadonlySet<string> {
    return this.look(connection).keys;
  }

  /**
   * Project keys of a Jira, read where they are not known; empty where they cannot be read.
   * @param isAsked whether a person, or a report, waits for them: then they are read again soon after a failure
   */
  async readProjects(connection: JiraConnection, isAsked = false): Promise<ReadonlySet<string>> {
    this.look(connection, isAsked);
    await this.reading.get(connection.id);
    return this.known.get(connection.id)?.keys ?? new Set();
  }

  private connections(): JiraConnection[] {
    return this.deps.store.ofProduct(Product.jira);
  }

  private look(connection: JiraConnection, isAsked = false): Known {
    const known = this.known.get(connection.id) ?? { keys: new Set(), readAt: 0 };
    const isOld = Date.now() - known.readAt > dayMs || (isAsked && known.keys.size === 0);
    if (isOld && !this.reading.has(connection.id)) {
      const reading = this.read(connection).finally(() => this.reading.delete(connection.id));
      this.reading.set(connection.id, reading);
    }
    return known;
  }

  private async read(connection: JiraConnection): Promise<void> {
    const { sessions, memento } = this.deps;
    const before = this.known.get(connection.id)?.keys ?? new Set();
    try {
      const projects = await listProjects(sessions.jira(connection), { background: true });
      const keys = projects.map(({ key }) => key);
      const readAt = Date.now();
      this.known.set(connection.id, { keys: new Set(keys), readAt });
      await memento.update(`${memory}:${connection.id}`, { keys, readAt });
      this.changed.fire();
    } catch {
      // Keys stay plain text meanwhile; the views show the problem of the connection.
      this.known.set(connection.id, { keys: before, readAt: Date.now() - dayMs + retryMs });
    }
  }
}

function parseKnown(value: unknown): Known | undefined {
  if (!isObject(value)) return undefined;
  const readAt = asNumber(value['readAt']);
  return readAt === undefined ? undefined : { keys: new Set(asStrings(value['keys'])), readAt };
}
