import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, it } from 'mocha';

const root = resolve(import.meta.dirname, '../..');

interface Task {
  label: string;
  type?: string;
  script?: string;
  isBackground?: boolean;
  dependsOn?: string[];
  problemMatcher: { background?: { beginsPattern: string; endsPattern: string } };
}
interface Launch {
  name: string;
  preLaunchTask: string;
  envFile: string;
  outFiles: string[];
}

const { scripts }: { scripts: Record<string, string> } = read('package.json');
const { tasks }: { tasks: Task[] } = read('.vscode/tasks.json');
const { configurations }: { configurations: Launch[] } = read('.vscode/launch.json');

function read<T>(file: string): T {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

function task(label: string): Task {
  const found = tasks.find(each => each.label === label);
  assert.ok(found, `no task ${label}`);
  return found;
}

describe('F5', () => {
  it('starts tasks that exist', () => {
    assert.ok(configurations.length > 0);
    for (const { preLaunchTask } of configurations) task(preLaunchTask);
    for (const { dependsOn = [] } of tasks) for (const label of dependsOn) task(label);
  });

  it('runs npm scripts that exist', () => {
    const used = tasks.filter(({ type }) => type === 'npm').map(({ script }) => script ?? '');
    assert.deepEqual(used, ['watch', 'demo']);
    for (const script of used) assert.ok(scripts[script], script);
  });

  it('knows the lines with which its background tasks begin and end', () => {
    const said: Record<string, { source: string; begin: string; end: string }> = {
      watch: { source: 'esbuild.mjs', begin: 'Building…', end: 'Built' },
      'demo servers': { source: 'test/demo/serve.ts', begin: 'Starting the demo servers…', end: 'Demo Jenkins at ' },
    };
    const background = tasks.filter(({ isBackground }) => isBackground).map(({ label }) => label);
    assert.deepEqual(background, Object.keys(said));
    for (const [label, { source, begin, end }] of Object.entries(said)) {
      const text = readFileSync(join(root, source), 'utf8');
      const patterns = task(label).problemMatcher.background;
      assert.match(begin, new RegExp(patterns?.beginsPattern ?? '(?!)'));
      for (const line of [begin, end]) assert.ok(text.includes(line), `${source} says ${line}`);
    }
  });

  it('finds the bundle and the environment of the demo servers where they are written', () => {
    for (const { envFile, outFiles } of configurations) {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of VS Code
      const folder = '${workspaceFolder}/';
      assert.equal(envFile, `${folder}.rig/demo.env`);
      assert.deepEqual(outFiles, [`${folder}dist/**/*.js`]);
    }
  });
});
