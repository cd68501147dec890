import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, describe, it } from 'mocha';
import { startDemoServers } from '../demo/servers.ts';
import { Workbench } from '../ui/workbench.ts';

const root = resolve(import.meta.dirname, '../..');

/** Bytes; a feature that is loaded later costs nothing here. */
const maxStart = 210_500;

/** Files that loading a file of the bundle loads, itself included; not those of an `import()`. */
function loadedWith(file: string, dist: string, loaded = new Set<string>()): Set<string> {
  if (loaded.has(file)) return loaded;
  loaded.add(file);
  // An import() has become a function that returns the require().
  const required = readFileSync(join(dist, file), 'utf8').matchAll(/(?<![(>])require\("\.\/([^"]+)"\)/g);
  for (const [, next = ''] of required) loadedWith(next, dist, loaded);
  return loaded;
}

describe('the package', () => {
  let folder: string;
  let vsix: string;
  let dist: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'jj-vsix-'));
    vsix = join(folder, 'jenkins-jira.vsix');
    dist = join(folder, 'unpacked/extension/dist');
    execFileSync('npm', ['run', 'package', '--', '--out', vsix], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
    // Python is there wherever the rig can be built; an unzip may not be.
    execFileSync('python3', ['-m', 'zipfile', '-e', vsix, join(folder, 'unpacked')]);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('holds what runs, and nothing else', () => {
    const files = readdirSync(join(folder, 'unpacked/extension'), { recursive: true, encoding: 'utf8' })
      .filter(file => statSync(join(folder, 'unpacked/extension', file)).isFile())
      .sort();
    // What is loaded at its first use, and what these files share, has a hash in its name.
    const isPart = (file: string) => /^dist\/\w+-[A-Z0-9]{8}\.js$/.test(file);
    assert.ok(files.some(isPart));
    assert.deepEqual(
      files.filter(file => !isPart(file)),
      [
        'LICENSE.txt',
        'changelog.md',
        'dist/documents.js',
        'dist/extension.js',
        'dist/issuePage.js',
        'dist/logPage.js',
        'dist/logScan.js',
        'dist/page.js',
        'dist/restrictions.js',
        'dist/undici.js',
        'media/activity.svg',
        'media/draft-language-configuration.json',
        'media/icon.png',
        'media/jira-draft.tmLanguage.json',
        'media/jira-token-restrictions.tmLanguage.json',
        'media/jql.tmLanguage.json',
        'media/language-configuration.json',
        'media/log-error.svg',
        'media/log.css',
        'media/page.css',
        'package.json',
        'package.nls.json',
        'readme.md',
      ],
    );
    console.log(`      ${Math.round(statSync(vsix).size / 1024)} KiB, ${files.length} files`);
  });

  it(`loads no more than ${maxStart / 1000} kB at the start, in a few files`, () => {
    const files = [...loadedWith('extension.js', dist)];
    const bytes = files.reduce((sum, file) => sum + statSync(join(dist, file)).size, 0);
    console.log(`      ${bytes / 1000} kB: ${files.join(', ')}`);
    assert.ok(files.length <= 3);
    assert.ok(bytes <= maxStart);
    // Not because nothing is found.
    assert.ok(bytes > maxStart / 2);
  });

  it('searches logs in a thread that needs no VS Code', () => {
    for (const file of loadedWith('logScan.js', dist)) {
      assert.doesNotMatch(readFileSync(join(dist, file), 'utf8'), /require\("vscode"\)/, file);
    }
  });

  it('knows nothing of the demo’s secrets', () => {
    for (const file of readdirSync(dist)) {
      assert.doesNotMatch(readFileSync(join(dist, file), 'utf8'), /JENKINS_JIRA_DEMO/, file);
    }
    const demo = readFileSync(join(root, 'src/workbench/connections/settings/demo.ts'), 'utf8');
    assert.match(demo, /JENKINS_JIRA_DEMO/, 'the name that is looked for');
  });

  it('is installed and starts in VS Code', async () => {
    const demo = await startDemoServers();
    const person = await Workbench.launch({ settings: demo.settings, env: demo.env, vsix });
    try {
      await person.openViews();
      // A package takes no secret from the environment, not even for the demo: it asks for one.
      const problem = person.line('Jenkins', /^No token is stored/);
      await problem.waitFor();
      await problem.click();
      await person
        .toast(/Could not load Demo Jenkins/)
        .getByRole('button', { name: 'Replace Token' })
        .click();
      await person.asked('The token or password');
      await person.picture('4-package');
    } finally {
      await person.leave();
      await demo.close();
    }
  });
});
