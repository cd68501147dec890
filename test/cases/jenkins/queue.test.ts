// After getUrlChildPrefix of jenkinsci/matrix-project-plugin and maven-plugin; joelee2012/api4jenkins queue.json.
import assert from 'node:assert/strict';
import { jobPath, listQueue } from '../../../src/jenkins/index.ts';
import { describeCases } from '../case.ts';
import { withOddJenkins } from '../support/jenkins.ts';

interface Waiting {
  readonly task: { readonly _class: string; readonly name: string; readonly fullName: string; readonly url: string };
  /** Pages that Jenkins has for it; `/` where the item names no job. */
  readonly pages: readonly string[];
}

const configuration: Waiting = {
  task: {
    _class: 'hudson.matrix.MatrixConfiguration',
    name: 'os=linux,jdk=17',
    fullName: 'team/grid/os=linux,jdk=17',
    url: 'http://ci.invalid/job/team/job/grid/os=linux,jdk=17/',
  },
  pages: ['/', '/job/team/job/grid', '/job/team/job/grid/os=linux,jdk=17', '/job/team/job/grid/os%3Dlinux%2Cjdk%3D17'],
};
const mavenModule: Waiting = {
  task: {
    _class: 'hudson.maven.MavenModule',
    name: 'a.b:core',
    fullName: 'parent/a.b:core',
    url: 'http://ci.invalid/job/parent/a.b$core/',
  },
  pages: ['/', '/job/parent', '/job/parent/a.b$core', '/job/parent/a.b%24core'],
};
const plainJob: Waiting = {
  task: {
    _class: 'hudson.model.FreeStyleProject',
    name: 'x',
    fullName: 'team/x',
    url: 'http://ci.invalid/job/team/job/x/',
  },
  pages: ['/job/team/job/x'],
};

const queued = ({ task }: Waiting) => ({
  ...{ _class: 'hudson.model.Queue$BuildableItem', actions: [], id: 1, inQueueSince: 1, params: '', why: 'waits' },
  ...{ blocked: false, buildable: true, stuck: false, task: { ...task, fullDisplayName: task.fullName } },
});

describeCases('matrix-queue', one => {
  const kinds = {
    'a configuration of a matrix': configuration,
    'a module of a Maven job': mavenModule,
    'a job': plainJob,
  };
  for (const [kind, waiting] of Object.entries(kinds)) {
    one(`${kind} that waits leads to a page that exists`, () =>
      withOddJenkins({ '/queue/api/json': { items: [queued(waiting)] } }, async ({ session }) => {
        const [item] = await listQueue(session);
        assert.ok(item, 'the item is listed');
        const page = item.job === undefined ? '/' : jobPath(item.job);
        assert.ok(waiting.pages.includes(page), page);
      }),
    );
  }
});
