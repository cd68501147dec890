// Runs the tests of test/workbench in VS Code's extension host: the desktop VS Code where it can be downloaded, else
// the rig. A demo Jenkins and a demo Jira run beside it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runTests } from '@vscode/test-electron';
import { startControl } from '../demo/control.ts';
import { markedSecrets } from '../demo/markedSecrets.ts';
import { ownSecrets } from '../demo/ownSecrets.ts';
import { startDemoServers } from '../demo/servers.ts';
import { findVSCode } from './executable.ts';

const root = resolve(import.meta.dirname, '../..');
const demo = await startDemoServers({ pace: 10 });
const control = await startControl(demo);
const userData = mkdtempSync(join(tmpdir(), 'jj-host-'));
mkdirSync(join(userData, 'User'));
writeFileSync(join(userData, 'User/settings.json'), JSON.stringify(demo.settings));
try {
  await runTests({
    vscodeExecutablePath: await findVSCode(),
    extensionDevelopmentPath: root,
    extensionTestsPath: join(root, 'out/test/index.js'),
    launchArgs: [join(root, 'test/demo/folder'), `--user-data-dir=${userData}`, '--disable-extensions'],
    extensionTestsEnv: {
      ...demo.env,
      JENKINS_JIRA_DEMO_SECRETS: JSON.stringify({ ...demo.secrets, ...markedSecrets, ...ownSecrets }),
      DEMO_JENKINS_URL: demo.jenkins.url,
      DEMO_JIRA_URL: demo.jira.url,
      DEMO_CONTROL_URL: control.url,
      DEMO_USER_DATA: userData,
      MOCHA_RESULTS: process.env['MOCHA_RESULTS'],
      MOCHA_GREP: process.env['MOCHA_GREP'],
    },
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  control.close();
  await demo.close();
  rmSync(userData, { recursive: true, force: true, maxRetries: 5 });
}
