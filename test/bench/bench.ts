// What a file `*.bench.ts` hands to the runner, and how contestants are measured: in one run, taking turns.

/** One figure: each contestant's samples of the same work, ours first. */
export interface Figure {
  /** What was done, such as `list 10,000 jobs, slow link`. */
  readonly work: string;
  /** What the numbers are, such as `ms`, `bytes`, `requests`, `MiB`, `MB/s`. */
  readonly unit: string;
  readonly contestants: readonly Contestant[];
  /** What the aim is, in words, where there is one. */
  readonly aim?: string;
}

export interface Contestant {
  readonly name: string;
  readonly samples: readonly number[];
}

/** What a bench is told of the run. */
export interface BenchRun {
  /** A real controller, where `--jenkins URL` names one; else the bench starts its own demo servers. */
  readonly jenkinsUrl: string | undefined;
  /** Says what is going on, on the error stream. */
  readonly notify: (text: string) => void;
}

/** A file `*.bench.ts` exports one of these as `bench`. */
export interface Bench {
  readonly name: string;
  run(run: BenchRun): Promise<readonly Figure[]>;
}

/** Measures contestants in turns, `rounds` times each, so that a slow moment of the machine meets all alike. */
export async function inTurns(
  rounds: number,
  contestants: Readonly<Record<string, () => Promise<number> | number>>,
): Promise<Contestant[]> {
  const samples = new Map<string, number[]>(Object.keys(contestants).map(name => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, measure] of Object.entries(contestants)) samples.get(name)?.push(await measure());
  }
  return [...samples].map(([name, taken]) => ({ name, samples: taken }));
}

/** How long the work takes, in milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Processor time of this thread that the work takes, in milliseconds: other programs do not make it longer. */
export function worked(work: () => unknown): number {
  const began = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(began);
  return (user + system) / 1000;
}
