// Projects of parts. Matrix projects: recordings 1046 to 1076. https://plugins.jenkins.io/matrix-project/
// Maven projects: https://plugins.jenkins.io/maven-plugin/

import { addPastBuild } from '../builds/pastBuild.ts';
import { newJob } from '../state/items.ts';
import type { JenkinsState } from '../state/jenkinsState.ts';
import type { Build, BuildPlan, Container, Job } from '../state/model.ts';

/** Plans of the cells by their names, such as `DB=pg,OS=linux`, in Jenkins' order. */
export type Cells = Readonly<Record<string, () => BuildPlan>>;

/** Adds a project whose builds last until those of their cells have ended. */
export function newMatrix(name: string, parent: Container, cells: Cells): Job {
  const holding = (): BuildPlan => ({ steps: [{ holds: true }], result: 'SUCCESS' });
  const matrix = newJob('matrix', name, parent, { plan: holding });
  matrix.cells = Object.entries(cells).map(([cell, plan]) => newJob('cell', cell, parent, { matrix, plan }));
  return matrix;
}

/**
 * Adds a Maven project whose modules are built within its builds.
 * @param modules plans by names, such as `acme:core`
 */
export function newMavenProject(
  name: string,
  parent: Container,
  modules: Readonly<Record<string, () => BuildPlan>>,
): Job {
  const project = newJob('maven', name, parent, { plan: () => ({ steps: [], result: 'SUCCESS' }) });
  project.cells = Object.entries(modules).map(([module, plan]) =>
    newJob('module', module.replace(':', '$'), parent, {
      matrix: project,
      displayName: module.replace(/.*:/, ''),
      plan,
    }),
  );
  return project;
}

/** Adds a build of the project and of each of its parts that is over, as long as the last of them took. */
export function addPastMatrix(state: JenkinsState, matrix: Job, ago: number): Build {
  const runs = (matrix.cells ?? []).map(cell => {
    cell.nextBuildNumber = matrix.nextBuildNumber;
    return addPastBuild(state, cell, { ago, duration: 2 });
  });
  const isRed = runs.some(({ result }) => result !== 'SUCCESS');
  const plan = (): BuildPlan => ({ steps: [], result: isRed ? 'FAILURE' : 'SUCCESS' });
  return addPastBuild(state, matrix, { ago, duration: 3, plan });
}
