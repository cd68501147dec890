// Reported for jenkinsci/analysis-model (maven-multimodule.log, issue64284.log, issue7775.txt, `[45 .class files
// generated]`), pipeline-graph-view-plugin #92 and #328, gdemengin/pipeline-logparser #17.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SectionKind } from '../../../src/logs/index.ts';
import { describeCases } from '../case.ts';
import { rowsOf, sectionsOf } from '../support/logs.ts';

const bytesOf = (name: string) => readFileSync(join(import.meta.dirname, `${name}.log`));

describeCases('bracket-lines', one => {
  for (const title of ['45 .class files generated', 'server', 'OK', 'WARNING', 'exec']) {
    one(`a line "[${title}]" begins no section`, async () => {
      const titles = (await sectionsOf(bytesOf('brackets'))).map(section => section.title);
      assert.ok(!titles.includes(title), titles.join(', '));
    });
  }

  one('the module goes on over such lines', async () => {
    const module = (await sectionsOf(bytesOf('brackets'))).find(({ kind }) => kind === SectionKind.module);
    assert.ok(module && module.lastLine >= 11, `ends in line ${module?.lastLine}`);
  });
});

describeCases('maven-blank-info', one => {
  for (const level of ['INFO', 'ERROR', 'WARNING']) {
    one(`no section is called ${level}`, async () => {
      const titles = (await sectionsOf(bytesOf('mavenBlankInfo'))).map(section => section.title);
      assert.ok(!titles.includes(level), titles.join(', '));
    });
  }

  one('a module lasts until the next begins', async () => {
    const sections = await sectionsOf(bytesOf('mavenBlankInfo'));
    const core = sections.find(({ kind, title }) => kind === SectionKind.module && title.startsWith('core'));
    assert.ok(core && core.lastLine >= 12, `ends in line ${core?.lastLine}`);
  });

  one('each goal lies in its module', async () => {
    const sections = await sectionsOf(bytesOf('mavenBlankInfo'));
    const module = sections.find(({ kind, title }) => kind === SectionKind.module && title.startsWith('core'));
    const depth = (module?.depth ?? 0) + 1;
    const goals = sections.filter(({ kind }) => kind === SectionKind.goal);
    assert.deepEqual(
      goals.map(goal => goal.depth),
      [depth, depth, depth],
    );
  });
});

describeCases('parallel-branches', one => {
  one('each branch is a section', async () => {
    const branches = (await sectionsOf(bytesOf('parallelBranches'))).filter(({ kind }) => kind === SectionKind.branch);
    assert.deepEqual(
      branches.map(({ title }) => title),
      ['lint', 'unit', 'audit'],
    );
  });

  one('branches of one parallel lie beside each other', async () => {
    const branches = (await sectionsOf(bytesOf('parallelBranches'))).filter(({ kind }) => kind === SectionKind.branch);
    const depths = branches.map(({ depth }) => depth);
    assert.equal(new Set(depths).size, 1, `depths ${depths}`);
  });

  one('the stage behind them is at the top', async () => {
    const deploy = (await sectionsOf(bytesOf('parallelBranches'))).find(({ title }) => title === 'Deploy');
    assert.deepEqual([deploy?.depth, deploy?.line, deploy?.lastLine], [0, 45, 48]);
  });
});

describeCases('windows-bat', one => {
  one('commands that cmd echoes at its prompt are sections', async () => {
    const sections = await sectionsOf(bytesOf('windowsBatch'));
    const commands = sections.filter(({ kind }) => kind === SectionKind.command);
    assert.equal(commands.length, 3);
  });

  one('a line that was overwritten is drawn as it ended', async () => {
    assert.deepEqual((await rowsOf(bytesOf('windowsBatch')))[8]?.runs, [['100%', '']]);
  });
});
