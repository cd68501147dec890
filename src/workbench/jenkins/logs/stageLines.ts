import { LineNodes } from '../../../jenkins/logs/lineNodes.ts';
import { type NodesPosition, nodesBegin, readLineNodes } from '../../../jenkins/logs/readLineNodes.ts';
import type { JenkinsSession } from '../../../jenkins/session/session.ts';
import type { BuildRef } from '../jobs/jobRef.ts';

/** A log that grows is asked on at most this often: the answer is long. */
const pauseMs = 3000;

/** Stages of a log's lines, read once they are wanted and then kept up to date. */
export class StageLines {
  readonly nodes = new LineNodes();
  private readonly build: BuildRef;
  private readonly session: () => JenkinsSession;
  private position: NodesPosition = nodesBegin;
  private readAt = 0;
  private reading: Promise<void> | undefined;

  constructor(build: BuildRef, session: () => JenkinsSession) {
    this.build = build;
    this.session = session;
  }

  /** Whether anything was read. */
  get isKnown(): boolean {
    return this.readAt > 0;
  }

  /** Reads what is new, unless it was read just now. */
  advance(signal: AbortSignal): Promise<void> {
    if (this.position.isComplete || Date.now() - this.readAt < pauseMs) return Promise.resolve();
    this.reading ??= this.read(signal).finally(() => {
      this.reading = undefined;
    });
    return this.reading;
  }

  private async read(signal: AbortSignal): Promise<void> {
    const { job, number } = this.build;
    const asked = { into: this.nodes, from: this.position };
    this.position = await readLineNodes(this.session(), job, number, asked, { signal });
    this.readAt = Date.now();
  }
}
