import { isCanceled } from '../messages/canceled.ts';
import { secretsInUse } from '../messages/secretsInUse.ts';

/** Reporter of failures, which shows them as messages. */
export interface Reporter {
  report(error: unknown): Promise<void>;
}

/** Log of failures that no person needs to hear of. */
export interface FailureLog {
  warn(text: string): void;
}

/**
 * Work that is started without being awaited: by an event, a timer, a message of a page, or a button of a notification.
 * Its failures end in the reporter, like those of commands. It is handed over by `deps`, and
 * `test/unit/workbench/droppedWork.test.ts` finds work that is dropped elsewhere.
 */
export class Background {
  private readonly problems: Reporter;
  private readonly log: FailureLog;
  /** Last failure of each source, until the source succeeds. */
  private readonly shown = new Map<string, string>();

  constructor(problems: Reporter, log: FailureLog) {
    this.problems = problems;
    this.log = log;
  }

  /** Reports a failure; returns at once, since its notification can stay open. */
  readonly report = (error: unknown): void => {
    this.quietly('A failure could not be shown', () => this.problems.report(error));
  };

  /**
   * Starts the work and reports its failure; a cancellation is none.
   * @param source of work that is repeated, such as a timer or typing: an equal failure of the same source is shown once,
   * until the source succeeds or fails differently. Failures of polling are not thrown at all: they stand in the views,
   * as lines.
   */
  run(work: () => unknown, source?: string): void {
    void this.finish(work, source);
  }

  /**
   * Starts work whose failure leaves nothing for a person to do, such as closing a file or a best-effort write: it is
   * logged.
   * @param failed sentence for the log
   */
  quietly(failed: string, work: () => unknown): void {
    void this.optional(failed, work);
  }

  /**
   * Does work that others can do without, such as a tooltip's details; its failure is logged.
   * @param failed sentence for the log
   * @returns undefined when it failed
   */
  async optional<T>(failed: string, work: () => T): Promise<Awaited<T> | undefined> {
    try {
      return await work();
    } catch (error) {
      this.note(failed, error);
      return undefined;
    }
  }

  /**
   * Logs a failure that is shown elsewhere, such as in place of a page.
   * @param failed sentence for the log
   */
  note(failed: string, error: unknown): void {
    if (!isCanceled(error)) this.log.warn(secretsInUse.redact(`${failed}: ${textOf(error)}`));
  }

  private async finish(work: () => unknown, source: string | undefined): Promise<void> {
    try {
      await work();
      if (source !== undefined) this.shown.delete(source);
    } catch (error) {
      if (isCanceled(error) || this.isShown(error, source)) return;
      this.report(error);
    }
  }

  private isShown(error: unknown, source: string | undefined): boolean {
    if (source === undefined) return false;
    const text = textOf(error);
    if (this.shown.get(source) === text) return true;
    this.shown.set(source, text);
    return false;
  }
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? String(error) : `${error}: ${textOf(error.cause)}`;
}
