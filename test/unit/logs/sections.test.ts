import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { HeadingScan, readSections, Scanner, type Section } from '../../../src/logs/index.ts';
import { withSpool } from './folder.ts';

/** As `title (first-last)`, indented by depth. */
function drawn(sections: readonly Section[]): string[] {
  return sections.map(
    ({ kind, title, line, lastLine, depth }) => `${'  '.repeat(depth)}${kind} ${title} (${line}-${lastLine})`,
  );
}

async function sectionsOf(lines: readonly string[]): Promise<Section[]> {
  const scanner = new Scanner(new URL('../../../src/logs/scanWorker.ts', import.meta.url));
  let sections: Section[] = [];
  await withSpool(`${lines.join('\n')}\n`, async spool => {
    const scan = new HeadingScan(spool, scanner);
    await scan.advance(true, new AbortController().signal);
    sections = readSections(scan.lines(), spool.index.lines);
  });
  await scanner.close();
  return sections;
}

describe('the sections of a log', () => {
  it('are the stages, branches, steps and commands of a Pipeline', async () => {
    const lines = [
      'Started by user admin',
      '[Pipeline] Start of Pipeline',
      '[Pipeline] node',
      'Running on Jenkins in /w/team',
      '[Pipeline] {',
      '[Pipeline] stage',
      '[Pipeline] { (Build)',
      '[Pipeline] echo',
      'hello',
      '[Pipeline] sh',
      '+ make',
      'cc x.c',
      '+ make check',
      'ok',
      '[Pipeline] }',
      '[Pipeline] // stage',
      '[Pipeline] stage',
      '[Pipeline] { (Test suite)',
      '[Pipeline] parallel',
      '[Pipeline] { (Branch: a)',
      'in a',
      '[Pipeline] }',
      '[Pipeline] // parallel',
      '[Pipeline] }',
      '[Pipeline] // stage',
      '[Pipeline] }',
      '[Pipeline] // node',
      '[Pipeline] End of Pipeline',
      'Finished: SUCCESS',
    ];
    const expected = [
      'stage Build (6-14)',
      '  step sh (9-13)',
      '    command make (10-11)',
      '    command make check (12-13)',
      'stage Test suite (17-23)',
      '  branch a (19-21)',
    ];
    assert.deepEqual(drawn(await sectionsOf(lines)), expected);
    const stamped = lines.map(line => `[2026-03-04T05:06:07.089Z] ${line}`);
    assert.deepEqual(drawn(await sectionsOf(stamped)), expected, 'with time stamps');
  });

  it('are the modules and goals of Maven', async () => {
    const lines = [
      '[INFO] Scanning for projects...',
      '[INFO] ------------------< com.example:core >------------------',
      '[INFO] Building Core 1.0 [1/2]',
      '[INFO] --- resources:3.3:resources (default) @ core ---',
      '[INFO] Copying 1 resource',
      '[INFO] --- compiler:3.11:compile (default) @ core ---',
      '[INFO] Building jar: /w/core.jar',
      '[INFO] Building Web 1.0 [2/2]',
      '[INFO] --- compiler:3.11:compile (default) @ web ---',
      '[ERROR] x',
      '[INFO] Reactor Summary for Parent 1.0:',
      '[INFO] Core .. SUCCESS',
      '[INFO] BUILD FAILURE',
      '[INFO] Total time',
      'Finished: FAILURE',
    ];
    assert.deepEqual(drawn(await sectionsOf(lines)), [
      'module Core 1.0 (2-6)',
      '  goal resources:3.3:resources (default) @ core (3-4)',
      '  goal compiler:3.11:compile (default) @ core (5-6)',
      'module Web 1.0 (7-9)',
      '  goal compiler:3.11:compile (default) @ web (8-9)',
      'section Reactor Summary (10-11)',
    ]);
  });

  it('are shell steps of freestyle jobs, `[section]` lines and groups', async () => {
    const lines = [
      'Building in workspace /w/x',
      '[x] $ /bin/sh -xe /tmp/jenkins1.sh',
      '+ echo one',
      'one',
      '+ exit 3',
      '[x] $ /bin/sh -xe /tmp/jenkins2.sh',
      'two',
      '[checkstyle]',
      'three',
      '[pmd] ',
      'four',
      '##[group]Install',
      'five',
      '##[endgroup]',
      'six',
      '[x] no section: text behind it',
    ];
    assert.deepEqual(drawn(await sectionsOf(lines)), [
      'step /bin/sh -xe /tmp/jenkins1.sh (1-4)',
      '  command echo one (2-3)',
      '  command exit 3 (4-4)',
      'step /bin/sh -xe /tmp/jenkins2.sh (5-6)',
      'section checkstyle (7-8)',
      'section pmd (9-10)',
      'section Install (11-12)',
    ]);
  });
});

describe('the sections of a log, told from its output', () => {
  it('are modules of Maven behind stamps of any kind and names of branches, over blank lines of a level', async () => {
    const lines = [
      '[INFO] Building Core 1.0 [1/2]',
      '[INFO] ',
      '[OK]',
      '[server] ',
      '[INFO] --- jar:3.3:jar (default-jar) @ core ---',
      '[ERROR] ',
      '[INFO] Building Web 1.0 [2/2]',
      '[INFO] BUILD SUCCESS',
    ];
    const expected = ['module Core 1.0 (0-5)', '  goal jar:3.3:jar (default-jar) @ core (4-5)', 'module Web 1.0 (6-6)'];
    for (const before of ['', '[2026-03-04T05:06:07.089Z] ', '10:00:01  ', '2026-03-04 10:00:01,123 ', '[linux] ']) {
      assert.deepEqual(drawn(await sectionsOf(lines.map(line => before + line))), expected, before);
    }
    assert.deepEqual(
      drawn(await sectionsOf(lines.map(line => line.replace('INFO', '\x1b[1;34mINFO\x1b[m')))),
      expected,
    );
  });

  it('are commands of any shell, but no packages that were installed', async () => {
    const lines = [
      '[x] $ cmd /c call C:\\Temp\\jenkins1.bat',
      'C:\\ws\\a b>call setup.cmd ',
      '+ express@4.18.2',
      '+ @types/node@20.1.0',
      '+ lodash 4.17.21',
      'C:\\ws\\a b>exit 0',
      '[linux] + make',
      'D:\\a\\b.txt > x',
    ];
    assert.deepEqual(drawn(await sectionsOf(lines)), [
      'step cmd /c call C:\\Temp\\jenkins1.bat (0-7)',
      '  command call setup.cmd (1-4)',
      '  command exit 0 (5-5)',
      '  command make (6-7)',
    ]);
  });

  it('are commands of a shell’s job, and none of what its scripts echo or show', async () => {
    const lines = [
      '[shop] $ /bin/bash -xe /tmp/jenkins1.sh',
      "+ echo '[INFO] Building the image'",
      '[INFO] Building the image',
      '[INFO] Building image shop:1.2.3',
      '[INFO] --- Deploying ---',
      '[INFO] BUILD started',
      '++ date',
      '+ git diff',
      '@@ -1,2 +1,3 @@',
      '+    return total;',
      '+ ls',
    ];
    assert.deepEqual(drawn(await sectionsOf(lines)), [
      'step /bin/bash -xe /tmp/jenkins1.sh (0-10)',
      "  command echo '[INFO] Building the image' (1-6)",
      '  command git diff (7-9)',
      '  command ls (10-10)',
    ]);
  });

  it('are modules of Maven with versions of any kind', async () => {
    const modules = [
      'Core 1.0-rc.2',
      'Web main-SNAPSHOT',
      `Api $${'{revision}'}`,
      'Shop dev  [3/9]',
      'Parent POM 5 [1/9]',
    ];
    const lines = modules.map(module => `[INFO] Building ${module}`);
    assert.deepEqual(
      (await sectionsOf(lines)).map(({ kind, title }) => `${kind} ${title}`),
      ['Core 1.0-rc.2', 'Web main-SNAPSHOT', `Api $${'{revision}'}`, 'Shop dev', 'Parent POM 5'].map(
        name => `module ${name}`,
      ),
    );
  });

  it('are no names in brackets that come again, nor tasks of Ant', async () => {
    assert.deepEqual(drawn(await sectionsOf(['[web]', '[pmd]', 'x', '[web] ', '[exec]', '[45 classes]', '[PASSED]'])), [
      'section pmd (1-6)',
    ]);
  });

  it('are branches beside each other, each in the parallel that it belongs to', async () => {
    const lines = [
      '[Pipeline] parallel',
      '[Pipeline] [a] { (Branch: a)',
      '[Pipeline] [b] { (Branch: b)',
      '[Pipeline] [a] sh',
      '[a] + make',
      '[Pipeline] parallel',
      '[Pipeline] { (Branch: c)',
      '[Pipeline] { (Branch: d)',
      '[Pipeline] }',
      '[Pipeline] }',
      '[Pipeline] // parallel',
      '[Pipeline] [b] }',
      '[Pipeline] [a] }',
      '[Pipeline] // parallel',
      '[Pipeline] { (Deploy)',
      '[Pipeline] }',
    ];
    assert.deepEqual(drawn(await sectionsOf(lines)), [
      'branch a (1-1)',
      'branch b (2-11)',
      '  step sh (3-4)',
      '    command make (4-4)',
      '  branch c (6-6)',
      '  branch d (7-8)',
      'stage Deploy (14-15)',
    ]);
  });

  it('have the stages behind any number of commands', async () => {
    const stage = (title: string) => ['[Pipeline] stage', `[Pipeline] { (${title})`];
    const commands = Array.from({ length: 25_000 }, (_, index) => `+ step ${index}`);
    const lines = [...stage('Build'), ...commands, '[Pipeline] }', ...stage('Deploy'), 'done', '[Pipeline] }'];
    const stages = (await sectionsOf(lines)).filter(({ kind }) => kind === 'stage');
    assert.deepEqual(drawn(stages), [
      `stage Build (1-${commands.length + 2})`,
      `stage Deploy (${commands.length + 4}-${commands.length + 6})`,
    ]);
  });
});
