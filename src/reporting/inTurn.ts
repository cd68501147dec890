import { type Message, type MessageName, MessageState } from './message.ts';
import { SendingFailure } from './sendingFailure.ts';

/** Time after which a write that was lost does not come any more, in milliseconds: no gateway holds a request longer. */
const settleMs = 120_000;

/** End of a try. */
export type SendingEnd<Sent> =
  | { readonly kind: 'sent'; readonly message: Message; readonly sent: Sent }
  | { readonly kind: SendingFailure; readonly message: Message; readonly error: unknown }
  /** Another window has it, or has sent it. */
  | { readonly kind: 'elsewhere' }
  /** It follows another message of its site or issue, which waits. */
  | { readonly kind: 'behind'; readonly message: Message };

/** Time from which on no lost write of a message can come, in milliseconds since 1970; 0 where none was lost. */
export function settledAt({ doubtedAt }: Pick<Message, 'doubtedAt'>): number {
  return doubtedAt === undefined ? 0 : doubtedAt + settleMs;
}

/**
 * Finds the time of the next try, or at which a message is to be forgotten, in milliseconds since 1970; of those behind a
 * message that waits, none is due before it.
 * @param messages in their order
 * @returns undefined where none waits for it
 */
export function nextTry(messages: readonly Message[]): number | undefined {
  const heads: Message[] = [];
  for (const message of messages.filter(({ state }) => state === MessageState.waiting))
    if (!heads.some(head => blocks(waitsOf(head), head, message))) heads.push(message);
  const gone = messages.filter(({ state }) => state === MessageState.gone).map(settledAt);
  const times = [...heads.map(({ nextAt }) => nextAt), ...gone];
  return times.length === 0 ? undefined : Math.min(...times);
}

export function isSame(a: MessageName, b: MessageName): boolean {
  return a.site === b.site && a.name === b.name;
}

/** End of a message whose time has not come. */
export function waitsOf<Sent>(message: Message): SendingEnd<Sent> {
  const { doubtedAt, failures = 0 } = message;
  const waits = failures > 0 ? SendingFailure.failed : SendingFailure.away;
  const kind = doubtedAt === undefined ? waits : SendingFailure.doubtful;
  return { kind, message, error: undefined };
}

/** Whether the end of a message keeps one behind it waiting. */
export function blocks<Sent>({ kind }: SendingEnd<Sent>, before: Message, message: Message): boolean {
  if (before.site !== message.site) return false;
  if (kind === SendingFailure.away) return true;
  const isOfIssue = kind === SendingFailure.doubtful || kind === SendingFailure.failed || kind === 'elsewhere';
  return isOfIssue && before.key === message.key;
}

/** Message before others, and the end of its try. */
export interface Ended<Sent> {
  readonly end: SendingEnd<Sent>;
  readonly message: Message;
}

/** Whether one of those before it keeps a message waiting. */
export function isBehind<Sent>(ended: readonly Ended<Sent>[], message: Message): boolean {
  return ended.some(({ end, message: before }) => blocks(end, before, message));
}
