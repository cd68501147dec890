import { UnconfirmedWriteError, WriteOutcome } from '../../../http/unconfirmedWrite.ts';
import type { Connection } from '../settings/connection.ts';

/** Failure of a person's request, worded as "Could not …", with its connection. */
export class Failure extends Error {
  readonly connection: Connection | undefined;
  constructor(what: string, cause: unknown, connection?: Connection) {
    super(what, { cause });
    this.name = 'Failure';
    this.connection = connection;
  }
}

/** Sentences about a write. */
export interface WriteWords {
  readonly connection: Connection;
  /** Such as "Logging work on PAY-7…". */
  readonly doing: string;
  /** Such as "Work was logged on PAY-7." */
  readonly done: string;
  /** Such as "Could not log work on PAY-7." */
  readonly failed: string;
  /** Such as "Work may or may not have been logged on PAY-7." */
  readonly doubtful: string;
  /** Page below the base URL that shows whether it was done. */
  readonly page: string;
}

/** Write that was not done, or may have been done; `page`, below the base URL, is where a person can look. */
export class WriteFailure extends Failure {
  readonly page: string | undefined;

  constructor(words: Omit<WriteWords, 'doing' | 'done'>, cause: unknown) {
    const isDoubtful = cause instanceof UnconfirmedWriteError && cause.outcome === WriteOutcome.unknown;
    super(isDoubtful ? words.doubtful : words.failed, cause, words.connection);
    this.page = isDoubtful ? words.page : undefined;
  }
}
