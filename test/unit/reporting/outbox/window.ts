import type { Claim } from '../../../../src/base/claimFiles.ts';
import { BaseUrl, HttpClient } from '../../../../src/http/index.ts';
import type { JiraFlavor, JiraSession } from '../../../../src/jira/index.ts';
import {
  type Message,
  type MessageName,
  type MessageStore,
  Outbox,
  type ReportOutcome,
  sendReport,
} from '../../../../src/reporting/index.ts';
import { fredAt } from '../../fixtures/demoJira.ts';
import { commentFor } from '../../jira/comments/body.ts';
import { FaultyTransport, type World } from './faultyTransport.ts';

const timing = { firstRetryMs: 1, maxRetryMs: 1, maxRetryAfterMs: 1 };
const traceTiming = { firstLookMs: 1, maxWaitMs: 1, looks: 2 };

/** Lifetime of a claim that is not renewed, in milliseconds. */
const claimMs = 30_000;

/** Disk of a machine: its messages, and its claims. */
export class Disk {
  readonly messages = new Map<string, string>();
  readonly claims = new Map<string, { readonly window: Window }>();

  nameOf({ site, name }: MessageName): string {
    return `${site} ${name}`;
  }

  list(): readonly Message[] {
    return [...this.messages.values()].map(text => JSON.parse(text) as Message);
  }
}

/** Window of the editor: it writes to the disk while it lives, and renews its claims while it is awake. */
export class Window {
  readonly outbox: Outbox<ReportOutcome>;
  readonly transport: FaultyTransport;
  readonly session: JiraSession;
  private readonly acts: Promise<unknown>[] = [];
  private readonly disk: Disk;
  private readonly world: World;

  constructor(disk: Disk, world: World, { url, flavor }: { readonly url: string; readonly flavor: JiraFlavor }) {
    this.disk = disk;
    this.world = world;
    this.transport = new FaultyTransport(world);
    const http = new HttpClient({ base: BaseUrl.parse(url), transport: this.transport, userAgent: 'test', timing });
    this.session = fredAt(http, flavor);
    this.outbox = new Outbox<ReportOutcome>({
      store: this.store(),
      claim: async name => this.take(name),
      send: async ({ key, content }, { signal, ...sending }) => {
        const [address, text] = [String(content['address']), String(content['text'])];
        const report = { address, startedAt: Date.now(), ...commentFor(flavor, `[build](${address}) ${text}`) };
        return (await sendReport(this.session, key, report, { ...sending, signal, timing: traceTiming })).outcome;
      },
      reasonOf: String,
      now: () => world.now,
    });
  }

  /** Whether its claims hold. */
  get renews(): boolean {
    const { stoppedAt } = this.transport;
    return stoppedAt === undefined || this.world.now < stoppedAt + claimMs;
  }

  /** Acts in this window until that is done, or the window crashes or sleeps; one that sleeps does not act. */
  async act(act: () => Promise<unknown>): Promise<void> {
    if (this.transport.stoppedAt !== undefined) return;
    const acting = act();
    this.acts.push(acting);
    await Promise.race([acting, this.transport.stopped]);
  }

  /** Resolves when all acts of a window that lives are done. */
  async idle(): Promise<void> {
    if (!this.transport.isDead) await Promise.race([Promise.all(this.acts), this.transport.stopped]);
  }

  private store(): MessageStore {
    const { messages } = this.disk;
    const alive = <T>(value: () => T): Promise<T> =>
      this.transport.isDead ? new Promise<T>(() => undefined) : Promise.resolve().then(value);
    return {
      list: () => alive(() => this.disk.list()),
      read: name =>
        alive(() => {
          const text = messages.get(this.disk.nameOf(name));
          return text === undefined ? undefined : (JSON.parse(text) as Message);
        }),
      write: message => alive(() => void messages.set(this.disk.nameOf(message), JSON.stringify(message))),
      remove: name => alive(() => void messages.delete(this.disk.nameOf(name))),
    };
  }

  private take(name: string): Pick<Claim, 'isHeld' | 'release'> | undefined {
    const { claims } = this.disk;
    if (claims.get(name)?.window.renews) return undefined;
    const claim = { window: this };
    claims.set(name, claim);
    const isOwn = () => claims.get(name) === claim;
    return {
      isHeld: async () => isOwn() && this.renews,
      release: async () => {
        if (isOwn()) claims.delete(name);
      },
    };
  }
}
