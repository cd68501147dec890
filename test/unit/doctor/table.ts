import { isDeepStrictEqual } from 'node:util';
import { type Finding, mainFinding, type StepReport } from '../../../src/doctor/index.ts';
import { setups } from './setups/index.ts';
import { examine, findingsOf, type Setup } from './setups/setup.ts';
import { World } from './setups/world.ts';

/** Row of the table: a set-up with what the doctor says of it. */
export interface Row {
  readonly setup: Setup;
  readonly found: string;
  readonly isRight: boolean;
  readonly reports: readonly StepReport[];
}

/** Examines all set-ups side by side. */
export async function playSetups(): Promise<readonly Row[]> {
  const world = await World.create();
  try {
    return await sideBySide(setups, setup => play(setup, world));
  } finally {
    await world.close();
  }
}

/** Does work for each value, some at once: all together would time out for want of a processor. */
export async function sideBySide<T, R>(values: readonly T[], work: (value: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const left = [...values.entries()];
  const worker = async () => {
    for (let next = left.shift(); next; next = left.shift()) results[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: 6 }, worker));
  return results;
}

async function play(setup: Setup, world: World): Promise<Row> {
  const reports = await examine(await setup.start(world));
  const main = mainFinding(reports);
  const wanted = ({ verdict, values }: Finding) =>
    verdict === setup.verdict && (!setup.values || isDeepStrictEqual(values, setup.values));
  const finding = setup.among ? findingsOf(reports).find(wanted) : main;
  const isRight = finding !== undefined && wanted(finding) && finding.fix?.kind === setup.fix;
  const told = finding ?? main;
  return { setup, reports, isRight, found: told ? `${told.verdict}, ${told.fix?.kind ?? 'no fix'}` : 'nothing' };
}
