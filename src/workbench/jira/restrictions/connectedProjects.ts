import { sleep } from '../../../base/sleep.ts';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { listProjects, type Project } from '../../../jira/issues/projects.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import type { Assumptions } from '../../../restrictions/index.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { type JiraConnection, Product } from '../../connections/settings/connection.ts';
import type { Background } from '../../shell/commands/background.ts';

const freshForMs = 10 * 60_000;
/** Pause after a failure, so that it is not requested at each keystroke. */
const quietForMs = 60_000;

interface Known {
  readonly url: string;
  projects: readonly Project[];
  askAgainAt: number;
  loading: Promise<void> | undefined;
}

export interface ConnectedProjectsDeps {
  readonly store: { ofProduct(product: typeof Product.jira): readonly JiraConnection[] };
  readonly sessions: Pick<Sessions, 'jira'>;
  readonly background: Pick<Background, 'optional'>;
}

/** Projects of the connected Jiras, cached for a while. A Jira that does not answer has none. */
export class ConnectedProjects {
  private readonly store: ConnectedProjectsDeps['store'];
  private readonly sessions: ConnectedProjectsDeps['sessions'];
  private readonly background: Pick<Background, 'optional'>;
  private readonly known = new Map<string, Known>();
  private readonly abort = new AbortController();

  constructor({ store, sessions, background }: ConnectedProjectsDeps) {
    this.background = background;
    this.store = store;
    this.sessions = sessions;
  }

  /**
   * Returns the cached projects at once, or waits a short while at most; they are read in the background meanwhile.
   * @param signal ends the waiting, not the reading: another caller may use it
   * @returns `complete` is false while an answer is awaited
   */
  async projects(
    assumptions: Assumptions,
    patienceMs: number,
    signal: AbortSignal,
  ): Promise<{ readonly projects: readonly Project[]; readonly complete: boolean }> {
    const asked = this.connections(assumptions).map(connection => this.ask(connection));
    const loading = asked.flatMap(each => each.loading ?? []);
    if (loading.length > 0) {
      const waiting = this.background.optional('Waiting for projects failed', () => sleep(patienceMs, signal));
      await Promise.race([Promise.all(loading), waiting]);
    }
    const byKey = new Map(asked.flatMap(({ projects }) => projects).map(project => [project.key, project]));
    return { projects: [...byKey.values()], complete: asked.every(each => each.loading === undefined) };
  }

  dispose(): void {
    this.abort.abort();
  }

  /** Jiras that a text may concern. */
  private connections({ product, baseUrl }: Assumptions): JiraConnection[] {
    const flavor = product === 'cloud' ? JiraFlavor.cloud : JiraFlavor.dataCenter;
    const all = this.store.ofProduct(Product.jira);
    if (baseUrl !== undefined) return all.filter(({ url }) => BaseUrl.parse(url).href === baseUrl);
    // A person with connections of the other flavor only most likely means that flavor.
    const ofKind = all.filter(connection => connection.flavor === flavor);
    return ofKind.length > 0 ? ofKind : [...all];
  }

  private ask(connection: JiraConnection): Known {
    const { id, url } = connection;
    const before = this.known.get(id);
    const known = before?.url === url ? before : { url, projects: [], askAgainAt: 0, loading: undefined };
    this.known.set(id, known);
    if (known.loading === undefined && Date.now() >= known.askAgainAt) known.loading = this.load(connection, known);
    return known;
  }

  private async load(connection: JiraConnection, known: Known): Promise<void> {
    try {
      const options = { signal: this.abort.signal, background: true };
      known.projects = await listProjects(this.sessions.jira(connection), options);
      known.askAgainAt = Date.now() + freshForMs;
    } catch {
      // Not reported: the Jira view shows the same failure.
      known.askAgainAt = Date.now() + quietForMs;
    } finally {
      known.loading = undefined;
    }
  }
}
