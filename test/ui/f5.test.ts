import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { after, before, describe, it } from 'mocha';
import { Workbench } from './workbench.ts';

const root = resolve(import.meta.dirname, '../..');
const tasks = JSON.parse(readFileSync(join(root, '.vscode/tasks.json'), 'utf8')).tasks;
const [launch] = JSON.parse(readFileSync(join(root, '.vscode/launch.json'), 'utf8')).configurations;

describe('F5', () => {
  let servers: ChildProcess;
  let said = '';
  let env: Record<string, string>;

  // The debugger is VS Code's own: here its task is run, and its environment handed over.
  before(async () => {
    const { script, problemMatcher } = tasks.find(({ label }: { label: string }) => label === 'demo servers');
    const file = launch.envFile.replace(/^\$\{workspaceFolder\}/, root);
    rmSync(file, { force: true });
    servers = spawn('npm', ['run', script], { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
    servers.stdout?.on('data', data => {
      said += data;
    });
    const end = new RegExp(problemMatcher.background.endsPattern, 'm');
    while (!end.test(said)) await new Promise(done => setTimeout(done, 100));
    env = { ...(parseEnv(readFileSync(file, 'utf8')) as Record<string, string>) };
  });
  after(() => {
    if (servers.pid) process.kill(-servers.pid); // npm and the servers below it
  });

  it('has both demo servers running', async () => {
    const [jenkins = '', jira = ''] = said.match(/http:\S+?(?=,|$)/gm) ?? [];
    assert.ok((await fetch(`${jenkins}/login`)).headers.get('x-jenkins'));
    assert.equal((await fetch(`${jira}/rest/api/2/serverInfo`)).status, 200);
  });

  it('shows them connected, without a word in the settings of the person', async () => {
    const person = await Workbench.launch({ env });
    try {
      await person.openViews();
      await person.line('Jenkins', /^hello/).waitFor();
      await person.line('Jira', /^PAY-431/).waitFor();
      const settings = readFileSync(join(person.folder, 'user/User/settings.json'), 'utf8');
      assert.doesNotMatch(settings, /jenkinsJira/);
    } finally {
      await person.leave();
    }
  });
});
