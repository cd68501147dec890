// Builds of matrix projects: recordings 1046 to 1076. https://plugins.jenkins.io/matrix-project/

import type { BuildRunner } from '../builds/buildRunner.ts';
import { consoleNote } from '../builds/logFile.ts';
import { fullDisplayName, fullName, itemPath } from './items.ts';
import type { Build, BuildResult, Job } from './model.ts';
import type { Queue } from './queue.ts';

interface Controller {
  readonly queue: Queue;
  readonly runner: BuildRunner;
}

const worst: readonly (BuildResult | null)[] = ['ABORTED', 'NOT_BUILT', 'FAILURE', 'UNSTABLE', 'SUCCESS'];

/** Puts a build of each cell into the queue. */
export function triggerCells({ queue, runner }: Controller, build: Build): void {
  const { job, number, causes } = build;
  const cells = [...(job.cells ?? [])].reverse();
  for (const cell of cells) runner.write(build, `Triggering ${linkTo(cell)}\n`);
  const cause = { kind: 'upstream' as const, project: fullName(job), url: itemPath(job), build: number, causes };
  for (const cell of cells) queue.submit(cell, { causes: [cause] });
}

/** Ends a build whose last cell has ended. */
export function endWithCells({ runner }: Controller, { job: { matrix }, number }: Build): void {
  const build = matrix?.builds.find(each => each.number === number);
  const cells = [...(matrix?.cells ?? [])].reverse();
  const runs = cells.flatMap(cell => cell.builds.find(each => each.number === number) ?? []);
  if (!build?.building || runs.length < cells.length || runs.some(({ building }) => building)) return;
  for (const { job, result } of runs) runner.write(build, `${linkTo(job)} completed with result ${result}\n`);
  const result = worst.find(each => runs.some(run => run.result === each));
  runner.finish(build, result ?? 'SUCCESS');
}

/** Ends what is left of a build that somebody ended. */
export function stopCells({ queue, runner }: Controller, { job, number }: Build): void {
  for (const cell of job.cells ?? []) {
    queue.dropJob(cell);
    const run = cell.builds.find(each => each.number === number);
    if (run?.building) runner.abort(run, 'SYSTEM');
  }
}

/** Runs of a build's cells, by name; of a cell that has not begun yet an older one. */
export function runsOf({ job, number }: Build): Build[] {
  const cells = [...(job.cells ?? [])].sort((one, other) => (one.name < other.name ? -1 : 1));
  return cells.flatMap(cell => cell.builds.find(run => run.number <= number) ?? []);
}

/** Number of the next build of a cell: that of the project's build which started it, else of its last one. */
export function numberInMatrix(matrix: Job, upstream: number | undefined): number {
  return upstream ?? matrix.builds[0]?.number ?? 1;
}

function linkTo(cell: Job): string {
  return `${consoleNote('project')}${fullDisplayName(cell)}`;
}
