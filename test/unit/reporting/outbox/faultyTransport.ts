import { Readable } from 'node:stream';
import { type Transport, UndiciTransport, type WireRequest, type WireResponse } from '../../../../src/http/index.ts';
import { IdleFailure } from '../../../../src/http/wireFailures.ts';

/** Fate of a request. */
export const Fate = {
  fine: 'fine',
  /** Nobody listens. */
  refused: 'refused',
  /** The connection breaks before the server has read it. */
  brokenBefore: 'brokenBefore',
  /** The server did it, and the connection breaks. */
  brokenAfter: 'brokenAfter',
  /** No answer in time; the server does it later. */
  late: 'late',
  /** A gateway has no answer in time, and the server does it later. */
  gatewayLate: 'gatewayLate',
  starting: 'starting',
  limited: 'limited',
  /** The server fails, and has done nothing. */
  failed: 'failed',
  /** The window dies before it is sent. */
  crashBefore: 'crashBefore',
  /** The window dies, and the server does it. */
  crashAfter: 'crashAfter',
  /** The window dies, and the server does it later. */
  crashLate: 'crashLate',
  /** The machine sleeps before it is sent; a write is sent by then. */
  freeze: 'freeze',
} as const;
export type Fate = (typeof Fate)[keyof typeof Fate];

/** World of a schedule: its time, and the requests that servers do later. */
export interface World {
  now: number;
  readonly late: { readonly at: number; readonly arrive: () => Promise<unknown> }[];
}

/** Time after which a late request is done at the latest, in milliseconds. */
const maxLateMs = 100_000;

const never = new Promise<never>(() => undefined);

/** Network of a window. */
export class FaultyTransport implements Transport {
  /** When the window stopped to live or slept, in milliseconds. */
  stoppedAt: number | undefined;
  isDead = false;
  fates: Fate[] = [];
  private readonly world: World;
  private readonly wire = new UndiciTransport();
  private readonly sleeping: (() => void)[] = [];
  private stop = Promise.withResolvers<void>();

  constructor(world: World) {
    this.world = world;
  }

  /** Resolves when the window crashes or falls asleep. */
  get stopped(): Promise<void> {
    return this.stop.promise;
  }

  async send(request: WireRequest): Promise<WireResponse> {
    if (this.isDead) return never;
    const fate = this.fates.shift() ?? Fate.fine;
    const isWrite = request.method !== 'GET';
    switch (fate) {
      case Fate.fine:
        return this.wire.send(request);
      case Fate.refused:
        throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
      case Fate.brokenAfter:
        await this.arrive(request);
        throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
      case Fate.brokenBefore:
        throw Object.assign(new Error('reset'), { code: 'ECONNRESET' });
      case Fate.late:
        this.later(request);
        throw new IdleFailure();
      case Fate.gatewayLate:
        this.later(request);
        return answer(504);
      case Fate.starting:
        return answer(503);
      case Fate.failed:
        return answer(500);
      case Fate.limited:
        return answer(429, { 'retry-after': '40' });
      case Fate.crashAfter:
        await this.arrive(request);
        return this.crash();
      case Fate.crashLate:
        this.later(request);
        return this.crash();
      case Fate.crashBefore:
        return this.crash();
      case Fate.freeze:
        if (!isWrite) await this.freeze();
        return this.isDead ? never : this.wire.send(request);
    }
  }

  wake(): void {
    this.stoppedAt = undefined;
    this.stop = Promise.withResolvers<void>();
    for (const wakeUp of this.sleeping.splice(0)) wakeUp();
  }

  close(): Promise<void> {
    return this.wire.close();
  }

  private crash(): Promise<never> {
    this.isDead = true;
    this.stoppedAt = this.world.now;
    this.stop.resolve();
    return never;
  }

  private async freeze(): Promise<void> {
    this.stoppedAt = this.world.now;
    this.stop.resolve();
    await new Promise<void>(resolve => {
      this.sleeping.push(resolve);
    });
  }

  private later(request: WireRequest): void {
    const at = this.world.now + maxLateMs;
    this.world.late.push({ at, arrive: () => this.arrive(request) });
  }

  private async arrive({ signal: _, ...request }: WireRequest): Promise<void> {
    const { body } = await this.wire.send(request);
    for await (const _ of body);
  }
}

function answer(status: number, headers: Readonly<Record<string, string>> = {}): WireResponse {
  return { status, headers, body: Readable.from(['']) };
}
