import type { JsonObject } from '../base/json.ts';

/** Identity of a message: another one with the same takes its place. */
export interface MessageName {
  /** Id of the site's connection. */
  readonly site: string;
  /** Issue and report. */
  readonly name: string;
}

/** Message to an issue, as it is put into the outbox. */
export interface NewMessage extends MessageName {
  readonly key: string;
  readonly content: JsonObject;
}

export const MessageState = {
  waiting: 'waiting',
  /** Refused by its site: a person edits it, sends it again or drops it. */
  refused: 'refused',
  /** Held while a person edits it. */
  held: 'held',
  /** Sent or dropped, while a lost write of it may still come. */
  gone: 'gone',
} as const;
export type MessageState = (typeof MessageState)[keyof typeof MessageState];

/** Message in the outbox. */
export interface Message extends NewMessage {
  /** When it was first put, in milliseconds since 1970: the order. */
  readonly since: number;
  readonly state: MessageState;
  /** Whether a window has begun to send it, and has not told its end: it may have crashed. */
  readonly isBegun: boolean;
  /** When a write of it ended unknown, in milliseconds since 1970. */
  readonly doubtedAt?: number | undefined;
  /** Whether that write was of another content: this one waits until it cannot come any more. */
  readonly doubtsOther: boolean;
  /** Tries that failed one after the other. */
  readonly tries: number;
  /** Tries of those that its site answered with a failure, one after the other, up to the last. */
  readonly failures?: number | undefined;
  /** Time of the next try, in milliseconds since 1970. */
  readonly nextAt: number;
  /** Reason of the last failure, in words. */
  readonly reason: string;
}

/** Place where messages are kept over restarts, for all windows. */
export interface MessageStore {
  list(): Promise<readonly Message[]>;
  read(name: MessageName): Promise<Message | undefined>;
  write(message: Message): Promise<void>;
  remove(name: MessageName): Promise<void>;
}

/** Sorts messages by the order in which they were put. */
export function inOrder(messages: readonly Message[]): Message[] {
  return [...messages].sort((a, b) => a.since - b.since || (a.name < b.name ? -1 : 1));
}
