// Contestants work in processes of their own, so that neither their start nor another's memory counts: each is told
// its works by lines of JSON, and answers how long one took by its own clock.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface, type Interface } from 'node:readline';

/** What a contestant is to do. */
export interface Work {
  /** What the contestant calls it, such as `listFolder`. */
  readonly name: string;
  readonly url: string;
  readonly user: string;
  readonly secret: string;
  readonly [more: string]: unknown;
}

export interface Done {
  readonly ms: number;
  /** What it got, to be compared: a count of jobs, say. */
  readonly got: number;
  /** The most memory that its process ever had, in MiB. */
  readonly peakMiB: number;
}

type Answer = Done | { readonly error: string };

export class Contestant {
  readonly name: string;
  private readonly child: ChildProcess;
  private readonly answers: AsyncIterator<string>;

  constructor(name: string, command: readonly string[]) {
    const [program = '', ...args] = command;
    this.name = name;
    this.child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines: Interface = createInterface({ input: this.child.stdout ?? process.stdin });
    this.answers = lines[Symbol.asyncIterator]();
  }

  /** @throws when it could not do the work */
  async do(work: Work): Promise<Done> {
    this.child.stdin?.write(`${JSON.stringify(work)}\n`);
    const { value, done } = await this.answers.next();
    if (done) throw new Error(`${this.name} ended`);
    const answer = JSON.parse(value) as Answer;
    if ('error' in answer) throw new Error(`${this.name}, ${work.name}: ${answer.error}`);
    return answer;
  }

  close(): void {
    this.child.stdin?.end();
  }
}
