import { setTimeout as pause } from 'node:timers/promises';
import { LineNodes } from '../../../jenkins/logs/lineNodes.ts';
import { type NodesPosition, nodesBegin, readLineNodes } from '../../../jenkins/logs/readLineNodes.ts';
import type { JenkinsSession } from '../../../jenkins/session/session.ts';
import type { BuildRef } from '../jobs/jobRef.ts';

/** A log that grows is asked on at most this often, in milliseconds: the answer is long. */
const usualPauseMs = 3000;

/** Stages of a log's lines, read once they are wanted and then kept up to date. */
export class StageLines {
  readonly nodes = new LineNodes();
  private readonly build: BuildRef;
  private readonly session: () => JenkinsSession;
  private readonly pauseMs: number;
  private position: NodesPosition = nodesBegin;
  private readAt = 0;
  private reading: Promise<void> | undefined;

  constructor(build: BuildRef, session: () => JenkinsSession, pauseMs = usualPauseMs) {
    this.build = build;
    this.session = session;
    this.pauseMs = pauseMs;
  }

  /** Reads what is new, unless it was read just now. */
  advance(signal: AbortSignal): Promise<void> {
    if (this.position.isComplete || this.pauseLeft > 0) return Promise.resolve();
    this.reading ??= this.read(signal).finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  /** Reads all that the log has by now, when the pause is over. */
  async advanceLater(signal: AbortSignal): Promise<void> {
    // A reading under way may have begun before the log grew.
    await this.reading;
    if (this.position.isComplete) return;
    await pause(this.pauseLeft, undefined, { signal }).catch(() => signal.throwIfAborted());
    await this.advance(signal);
  }

  private get pauseLeft(): number {
    return Math.max(0, this.readAt + this.pauseMs - Date.now());
  }

  private async read(signal: AbortSignal): Promise<void> {
    const { job, number } = this.build;
    const asked = { into: this.nodes, from: this.position };
    this.position = await readLineNodes(this.session(), job, number, asked, { signal });
    this.readAt = Date.now();
  }
}
