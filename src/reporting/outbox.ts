import type { Claim } from '../base/claimFiles.ts';
import { blocks, type Ended, isBehind, isSame, nextTry, type SendingEnd, settledAt, waitsOf } from './inTurn.ts';
import {
  inOrder,
  type Message,
  type MessageName,
  MessageState,
  type MessageStore,
  type NewMessage,
} from './message.ts';
import {
  BusyElsewhereError,
  isUnsettled,
  nextAllowedAt,
  SendingFailure,
  sendingFailureOf,
  UnsettledReportError,
} from './sendingFailure.ts';

/** Pauses between the tries of a message, in milliseconds: doubled from the first to the longest. */
const pauses = { first: 15_000, longest: 300_000 };

/** Longest wait that a site may ask for, in milliseconds. */
const longestWaitMs = 3_600_000;

/** Answers of failure, one after the other, after which a message is left to the person. */
const maxFailures = 8;

/** Pause between two looks for a write whose outcome is not known, in milliseconds. */
const lookMs = 20_000;

/** Control of a sending. */
export interface Sending {
  /** Ends it where nothing is being written; the message waits then. */
  readonly signal?: AbortSignal | undefined;
  /** Whether a comment may be added now: none that was lost can come any more, and the message is still this window's. */
  readonly mayAdd: () => Promise<boolean>;
  /** Called right before each write; throws where another window has taken the message over. */
  readonly beforeSend: () => Promise<void>;
}

export interface OutboxDeps<Sent> {
  readonly store: MessageStore;
  /** Claims a name over all windows; undefined while another window has it. */
  readonly claim: (name: string) => Promise<Pick<Claim, 'isHeld' | 'release'> | undefined>;
  /** Sends a message; each part of it is written once, however often it is sent. */
  readonly send: (message: Message, sending: Sending) => Promise<Sent>;
  /** Says in words why a sending failed. */
  readonly reasonOf: (error: unknown) => string;
  /** Time, in milliseconds since 1970. */
  readonly now: () => number;
}

export interface Round<Sent> {
  readonly ends: readonly SendingEnd<Sent>[];
  /** Time of the next try, in milliseconds since 1970; undefined where none waits for it. */
  readonly nextAt: number | undefined;
}

/**
 * Messages to issues that wait until their site takes them: in the order in which they were put, over restarts, and each
 * sent by a single window at a time. A message is noted before it is sent: what a crashed window has begun is looked for
 * before it is sent again.
 */
export class Outbox<Sent> {
  private readonly deps: OutboxDeps<Sent>;

  constructor(deps: OutboxDeps<Sent>) {
    this.deps = deps;
  }

  /** Lists the messages in their order. */
  async list(): Promise<Message[]> {
    return inOrder(await this.deps.store.list()).filter(({ state }) => state !== MessageState.gone);
  }

  /** Finds the time at which a round has work, in milliseconds since 1970; undefined for none. */
  async nextAt(): Promise<number | undefined> {
    return nextTry(inOrder(await this.deps.store.list()));
  }

  /**
   * Puts a message; an earlier one of its name is replaced, and keeps its place.
   * @returns false while another window sends that
   */
  put(message: NewMessage): Promise<boolean> {
    return this.change(message, before => {
      const { isBegun = false, doubtedAt, state = MessageState.gone } = before ?? {};
      return {
        ...message,
        since: state === MessageState.gone ? this.deps.now() : (before?.since ?? this.deps.now()),
        ...{ isBegun, doubtedAt, doubtsOther: isBegun || doubtedAt !== undefined },
        ...{ state: MessageState.waiting, tries: 0, nextAt: 0, reason: '' },
      };
    });
  }

  /** Holds a message while it is edited. @returns false while another window sends it */
  hold(name: MessageName): Promise<boolean> {
    return this.change(name, before =>
      before && before.state !== MessageState.gone ? { ...before, state: MessageState.held } : before,
    );
  }

  /** Puts a held message back into a state. @returns false while another window sends it */
  release(name: MessageName, state: MessageState = MessageState.waiting): Promise<boolean> {
    return this.change(name, now => (now?.state === MessageState.held ? { ...now, state } : now));
  }

  /** Puts a dropped message back as it was, in its place. @returns false while another window sends it */
  restore(message: Message): Promise<boolean> {
    return this.change(message, now => {
      if (now && now.state !== MessageState.gone) return now;
      // Another of its name may have been sent since, and be lost.
      const doubtsOther = message.doubtsOther || now !== undefined;
      return { ...message, isBegun: false, doubtedAt: now?.doubtedAt ?? message.doubtedAt, doubtsOther };
    });
  }

  /** Removes a message. @returns false while another window sends it */
  async drop(name: MessageName): Promise<boolean> {
    const done = await this.alone(name, async () => {
      const message = await this.deps.store.read(name);
      if (message) await this.end(message.isBegun ? { ...message, doubtedAt: this.deps.now() } : message);
      return true;
    });
    return done ?? false;
  }

  /**
   * Sends a message after those that wait before it on its site.
   * @param isForced whether these are tried before their time
   */
  async sendNow(name: MessageName, signal?: AbortSignal, isForced = false): Promise<SendingEnd<Sent>> {
    const waiting = (await this.list()).filter(({ site }) => site === name.site);
    const at = waiting.findIndex(each => isSame(each, name));
    const message = waiting[at];
    if (!message) return { kind: 'elsewhere' };
    const ends: Ended<Sent>[] = [];
    for (const before of waiting.slice(0, at).filter(({ state }) => state === MessageState.waiting)) {
      if (isBehind(ends, before)) continue;
      const isTried = isForced || before.nextAt <= this.deps.now();
      const end = isTried ? await this.send(before, signal) : waitsOf<Sent>(before);
      ends.push({ end, message: before });
      if (!blocks(end, before, message)) continue;
      const reason = end.kind === 'elsewhere' ? this.deps.reasonOf(new BusyElsewhereError()) : end.message.reason;
      const behind = { state: MessageState.waiting, reason };
      await this.change(name, now => now && { ...now, ...behind });
      return { kind: 'behind', message: { ...message, ...behind } };
    }
    return this.send(message, signal);
  }

  /**
   * Sends the messages whose time has come, in order: a site that is away keeps its others waiting, and a message whose
   * outcome is not known those of its issue. Done by a single window at a time.
   */
  async round(signal?: AbortSignal): Promise<Round<Sent>> {
    const ends: SendingEnd<Sent>[] = [];
    const isAlone = await this.alone({ site: '', name: 'round' }, async () => {
      await this.forgetGone();
      const blocking: Ended<Sent>[] = [];
      for (const message of await this.list()) {
        if (message.state !== MessageState.waiting || signal?.aborted) continue;
        if (isBehind(blocking, message)) continue;
        const isDue = message.nextAt <= this.deps.now();
        const end = isDue ? await this.send(message, signal) : waitsOf<Sent>(message);
        if (isDue) ends.push(end);
        blocking.push({ end, message });
      }
      return true;
    });
    const next = await this.nextAt();
    if (next === undefined) return { ends, nextAt: undefined };
    return { ends, nextAt: Math.max(next, this.deps.now() + (isAlone ? 0 : lookMs)) };
  }

  private async send({ site, name }: MessageName, signal: AbortSignal | undefined): Promise<SendingEnd<Sent>> {
    const end = await this.alone({ site, name }, async claim => {
      const { store, now } = this.deps;
      const before = await store.read({ site, name });
      if (!before || before.state === MessageState.gone) return undefined;
      // A window that began and told no end has crashed, and its write may still come.
      const doubtedAt = before.isBegun ? now() : before.doubtedAt;
      const isSettled = this.isSettled({ doubtedAt });
      const doubtsOther = before.doubtsOther && !isSettled;
      const message: Message = {
        ...before,
        state: MessageState.waiting,
        doubtedAt,
        doubtsOther,
        isBegun: !doubtsOther,
      };
      await store.write(message);
      const mayAdd = async () => isSettled && (await claim.isHeld());
      const beforeSend = async () => {
        if (!(await claim.isHeld())) throw new UnsettledReportError();
      };
      return this.settle(message, { signal, mayAdd, beforeSend }, claim);
    });
    return end ?? { kind: 'elsewhere' };
  }

  private async settle(
    message: Message,
    sending: Sending,
    claim: Pick<Claim, 'isHeld'>,
  ): Promise<SendingEnd<Sent> | undefined> {
    const { store, send } = this.deps;
    try {
      if (message.doubtsOther) throw new UnsettledReportError();
      const sent = await send(message, sending);
      if (await claim.isHeld()) await this.end(message);
      return { kind: 'sent', message, sent };
    } catch (error) {
      const kind = kindOf(error, message, sending);
      const after = this.afterFailure(message, kind, error);
      if (await claim.isHeld()) await store.write(after);
      return { kind, message: after, error };
    }
  }

  private isSettled({ doubtedAt }: Pick<Message, 'doubtedAt'>): boolean {
    return settledAt({ doubtedAt }) <= this.deps.now();
  }

  /** Removes a message; one whose lost write may still come is remembered until then. */
  private async end(message: Message): Promise<void> {
    const { store } = this.deps;
    if (this.isSettled(message)) await store.remove(message);
    else await store.write({ ...message, state: MessageState.gone, isBegun: false });
  }

  private async forgetGone(): Promise<void> {
    const { store } = this.deps;
    const isOver = (message: Message) => message.state === MessageState.gone && this.isSettled(message);
    for (const message of (await store.list()).filter(isOver))
      await this.alone(message, async () => {
        const now = await store.read(message);
        if (now && isOver(now)) await store.remove(message);
      });
  }

  private afterFailure(message: Message, kind: SendingFailure, error: unknown): Message {
    const { now, reasonOf } = this.deps;
    const tries = message.tries + 1;
    const failures = sendingFailureOf(error) === SendingFailure.failed ? (message.failures ?? 0) + 1 : 0;
    const failed = { ...message, isBegun: false, tries, failures, reason: reasonOf(error) };
    switch (kind) {
      case SendingFailure.refused:
        return { ...failed, state: MessageState.refused };
      case SendingFailure.doubtful: {
        // Nothing was written then: the lost write is still the earlier one.
        const doubtedAt = isUnsettled(error) ? message.doubtedAt : undefined;
        return { ...failed, doubtedAt: doubtedAt ?? now(), nextAt: now() + lookMs };
      }
      case SendingFailure.failed:
      case SendingFailure.away: {
        const pause = Math.min(pauses.first * 2 ** Math.min(tries - 1, 10), pauses.longest);
        const allowedAt = Math.min(nextAllowedAt(error), now() + longestWaitMs);
        return { ...failed, nextAt: Math.max(now() + pause, allowedAt) };
      }
    }
  }

  /** Changes a message alone. */
  private async change(
    name: MessageName,
    changed: (now: Message | undefined) => Message | undefined,
  ): Promise<boolean> {
    const { store } = this.deps;
    const done = await this.alone(name, async () => {
      const message = changed(await store.read(name));
      if (message) await store.write(message);
      return true;
    });
    return done ?? false;
  }

  /** @returns undefined while another has the name */
  private async alone<T>(
    { site, name }: MessageName,
    act: (claim: Pick<Claim, 'isHeld'>) => Promise<T>,
  ): Promise<T | undefined> {
    const claim = await this.deps.claim(`outbox ${site} ${name}`);
    if (!claim) return undefined;
    try {
      return await act(claim);
    } finally {
      await claim.release();
    }
  }
}

function kindOf(error: unknown, { failures = 0 }: Message, { signal }: Sending): SendingFailure {
  const kind = sendingFailureOf(error);
  if (kind === SendingFailure.failed) return failures + 1 < maxFailures ? kind : SendingFailure.refused;
  // A window that closes has refused nothing.
  return kind === SendingFailure.refused && signal?.aborted ? SendingFailure.away : kind;
}
