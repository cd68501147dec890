import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { goThroughErrors, withLogPanel } from '../../../../cases/support/workbench.ts';
import { until } from '../../../fixtures/until.ts';

describe('the errors of a log', () => {
  const log = Buffer.from(['ok', 'ERROR: 1', 'ok', 'ERROR: 2', 'ok', 'ok', 'ERROR: 3', 'ok', ''].join('\n'));

  it('are gone through downward by the next one, upward by the one before, and round', async () => {
    const steps = ['goToFirstError', 'goToNextError', 'goToNextError', 'goToNextError', 'goToPreviousError'] as const;
    const more = ['goToPreviousError', 'goToPreviousError', 'goToFirstError'] as const;
    const places = await goThroughErrors(log, [...steps, ...more]);
    assert.deepEqual(
      places.map(({ line }) => line),
      [2, 4, 7, 2, 7, 4, 2, 2],
    );
    assert.deepEqual(
      places.map(({ note }) => note),
      [1, 2, 3, 1, 3, 2, 1, 1].map(which => `Error ${which} of 3`),
    );
  });

  it('begin with the first when the next one is asked for first', async () => {
    const [place] = await goThroughErrors(log, ['goToNextError']);
    assert.equal(place?.line, 2);
  });

  it('go on from the line of the cursor', async () => {
    await withLogPanel(log, 'FAILURE', async (panel, editor) => {
      panel.say({ kind: 'cursor', line: 4 });
      await editor.execute('jenkinsJira.goToNextError');
      assert.ok(await panel.heard(({ kind, text }) => kind === 'note' && text === 'Error 3 of 3'));
    });
  });

  it('are gone to once the page listens, however late it does', async () => {
    const options = { target: { atError: true }, startsAfterMs: 700 };
    await withLogPanel(
      log,
      'FAILURE',
      async panel => {
        assert.ok(await panel.heard(({ kind }) => kind === 'go'));
        const kinds = panel.messages.map(({ kind }) => kind);
        assert.ok(kinds.indexOf('begin') < kinds.indexOf('go'), kinds.join());
      },
      options,
    );
  });

  it('are gone to once the page listens that begins when the log is shown again', async () => {
    await withLogPanel(log, 'FAILURE', async (panel, editor) => {
      await editor.execute('jenkinsJira.goToFirstError');
      panel.show(false);
      panel.show(true);
      panel.messages.length = 0;
      const gone = editor.execute('jenkinsJira.goToFirstError');
      await new Promise(done => setTimeout(done, 100));
      panel.say({ kind: 'ready' });
      await gone;
      assert.ok(await panel.heard(({ kind }) => kind === 'go'));
      const kinds = panel.messages.map(({ kind }) => kind);
      assert.ok(kinds.indexOf('begin') < kinds.indexOf('go'), kinds.join());
    });
  });

  it('begin with the cause, which may stand below a line of noise', async () => {
    const lines = [
      '2024-05-01 10:00:02,480 ERROR [main] a.Test - wanted',
      'src/a.c:3:1: error: x',
      'ERROR: script returned exit code 1',
    ];
    const places = await goThroughErrors(Buffer.from(lines.join('\n')), [
      'goToFirstError',
      'goToNextError',
      'goToNextError',
    ]);
    assert.deepEqual(
      places.map(({ line, note }) => [line, note]),
      [
        [2, 'Error 2 of 3'],
        [3, 'Error 3 of 3'],
        [1, 'Error 1 of 3'],
      ],
    );
  });

  it('are none in the log of a build that passed, unless the next one is asked for', async () => {
    const passed = Buffer.from('ERROR: but caught\nFinished: SUCCESS\n');
    const [first, next] = await goThroughErrors(passed, ['goToFirstError', 'goToNextError']);
    assert.deepEqual([first?.line, first?.note, next?.line], [undefined, 'The build passed', 1]);
  });

  it('of a pattern that is none are told of where they are asked for, and nowhere else', async () => {
    const editor = await extensionEditor();
    editor.set('jenkinsJira.logs.errorPattern', '(');
    try {
      await withLogPanel(Buffer.from('ERROR: 1\n'), 'FAILURE', async panel => {
        await new Promise(done => setTimeout(done, 1200));
        assert.equal(panel.messages.filter(({ kind }) => kind === 'note').length, 0);
        assert.deepEqual(editor.messages, []);
        await editor.execute('jenkinsJira.goToFirstError');
        await until(() => /Unterminated group/.test(String(editor.messages.at(-1))));
      });
    } finally {
      editor.set('jenkinsJira.logs.errorPattern', '');
    }
  });

  it('are those of the user’s own pattern, where there is one', async () => {
    const editor = await extensionEditor();
    editor.set('jenkinsJira.logs.errorPattern', '^needle');
    try {
      const text = Buffer.from('ERROR: 1\nhay\nneedle 1\nneedle 2\nFinished: SUCCESS\n');
      const [first, next] = await goThroughErrors(text, ['goToFirstError', 'goToNextError']);
      assert.deepEqual([first?.line, first?.note, next?.line], [3, 'Error 1 of 2', 4]);
    } finally {
      editor.set('jenkinsJira.logs.errorPattern', '');
    }
  });
});

describe('the errors that the view of a log counts', () => {
  const lines = [
    '2024-05-01 10:00:02,480 ERROR [main] a.Test - wanted by a test',
    ...Array.from({ length: 97 }, (_, index) => `line ${index}`),
    'src/a.c:3:1: error: x',
    'ERROR: script returned exit code 1',
  ];
  const log = Buffer.from(`${lines.join('\n')}\n`);

  function counted(
    result: 'SUCCESS' | 'FAILURE' | 'ABORTED',
    text: Buffer,
  ): Promise<{ errors: unknown; marked: unknown[] }> {
    return withLogPanel(text, result, async panel => {
      const found = await panel.heard(({ kind, errors }) => kind === 'errors' && countOf(errors) > 0);
      panel.say({ kind: 'show', window: { top: 0, count: 200, follow: false } });
      panel.say({ kind: 'drawn' });
      const isMarked = ({ kind, rows }: { kind?: string; rows?: unknown }) =>
        kind === 'rows' && marksIn(rows).length > 0;
      const drawn = await panel.heard(isMarked);
      return { errors: found?.['errors'], marked: marksIn(drawn?.['rows']) };
    });
  }

  it('are all of a build that has failed, with the first marked as the cause, and where they are', async () => {
    const { errors, marked } = await counted('FAILURE', log);
    assert.deepEqual(errors, { count: 3, total: 3, isFull: false, marks: [0, 0.98, 0.99] });
    assert.deepEqual(marked, [
      [0, 'error'],
      [98, 'first'],
      [99, 'error'],
    ]);
  });

  for (const result of ['SUCCESS', 'ABORTED'] as const) {
    it(`are only the causes of a build that has passed, or was stopped: ${result}`, async () => {
      const { errors, marked } = await counted(result, log);
      assert.deepEqual(errors, { count: 1, total: 1, isFull: false, marks: [0.98] });
      assert.deepEqual(marked, [[98, 'first']]);
    });
  }
});

function countOf(errors: unknown): number {
  return (errors as { total: number }).total;
}

function marksIn(rows: unknown): unknown[] {
  return ((rows ?? []) as { line: number; error?: string }[]).flatMap(({ line, error }) =>
    error ? [[line, error]] : [],
  );
}
