// A run of a Pipeline on a demo Jenkins, to be started again.
import assert from 'node:assert/strict';
import type { RunRef } from '../../../../src/jenkins/pipelines/runFacts.ts';
import { addPastBuild, type PastBuild } from '../../../servers/jenkins/builds/pastBuild.ts';
import type { Permission } from '../../../servers/jenkins/http/permissions.ts';
import { type DemoJenkins, demoUsers } from '../../../servers/jenkins/index.ts';
import { newContainer, newJob } from '../../../servers/jenkins/state/items.ts';
import type { Build, Job } from '../../../servers/jenkins/state/model.ts';
import { reading } from '../../../servers/jenkins/state/users.ts';

export const main = 'node {\n  def h = load "h.groovy"\n  if (1 < 2 && true) echo \'&lt;\'\n}\n';
export const loaded = 'return this\n';

export interface AgainRuns {
  readonly run: RunRef;
  readonly job: Job;
  /** Adds another finished run. */
  readonly past: () => Build;
  /** Grants the viewer these permissions besides reading. */
  readonly grant: (...permissions: Permission[]) => void;
}

export function runsOf({ state }: DemoJenkins, past: Partial<PastBuild> = {}, more: Partial<Job> = {}): AgainRuns {
  const job = newJob('pipeline', 'again', newContainer('folder', 'lab', state.root), {
    plan: () => ({ steps: [], result: 'SUCCESS' }),
    script: main,
    loadedScripts: { Script1: loaded, 'org.foo.Bar': 'class Bar {}\n' },
    ...more,
  });
  const add = () => addPastBuild(state, job, { ago: 5, duration: 1, ...past });
  const { number } = add();
  return {
    run: { job: 'lab/again', number },
    job,
    past: add,
    grant(...permissions) {
      const viewer = state.users.get(demoUsers.viewer.id);
      assert.ok(viewer);
      viewer.permissions = new Set([...reading, ...permissions]);
    },
  };
}
