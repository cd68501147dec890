import type { HttpClient } from '../http/httpClient.ts';
import type { Examined, Facts, Outcome, Step } from './examination.ts';
import type { StepReport } from './findings.ts';

export interface WalkOptions {
  readonly signal: AbortSignal;
  /** Called with the name of each step before it runs. */
  readonly onStep?: (step: Step['name']) => void;
  /** Called with each report as it comes. */
  readonly onReport?: (report: StepReport) => void;
}

/**
 * Takes the steps one after the other. Each gets the facts that the earlier ones found.
 * @throws the signal's reason when aborted
 */
export async function walk(
  examined: Examined,
  steps: readonly Step[],
  { signal, onStep, onReport }: WalkOptions,
): Promise<readonly StepReport[]> {
  const reports: StepReport[] = [];
  const clients: HttpClient[] = [];
  const ends: (() => Promise<unknown>)[] = [];
  const kept: Examined = {
    ...examined,
    clientAt(base, transport) {
      const client = examined.clientAt(base, transport);
      clients.push(client);
      return client;
    },
  };
  let facts: Facts = {};
  try {
    for (const step of steps) {
      signal.throwIfAborted();
      onStep?.(step.name);
      const began = performance.now();
      const outcome: Outcome = step.canRun(facts, kept) ? await step.run(kept, facts, signal) : { findings: [] };
      if (outcome.end) ends.push(outcome.end);
      signal.throwIfAborted();
      facts = { ...facts, ...outcome.facts };
      const { findings, evidence = [] } = outcome;
      const report = { step: step.name, findings, evidence, milliseconds: performance.now() - began };
      reports.push(report);
      onReport?.(report);
    }
    return reports;
  } finally {
    // A login that cannot be ended now ends by itself.
    await Promise.allSettled(ends.map(end => end()));
    await Promise.allSettled(clients.map(client => client.close()));
  }
}
