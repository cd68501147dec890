import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Totals } from '../../../../../src/workbench/jenkins/logs/page/protocol.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { withLogPanel } from '../../../../cases/support/workbench.ts';

describe('the numbers below a log', () => {
  const lines = 30_000;
  const log = Buffer.from(
    'a line of a hundred and twenty bytes, or of nearly as many '.repeat(2).concat('\n').repeat(lines),
  );

  /** The last numbers that the page gets. */
  const totalsIn = (phase: string) =>
    withLogPanel(
      log,
      'SUCCESS',
      async panel => {
        const known = panel.messages.length;
        panel.say({ kind: 'show', window: { top: 0, count: 10, follow: false } });
        panel.say({ kind: 'drawn' });
        await panel.heard(message => message.kind === 'rows' && panel.messages.indexOf(message) >= known);
        return panel.messages.findLast(({ totals }) => totals !== undefined)?.['totals'] as Totals;
      },
      { phase },
    );

  it('are those of all of it', async () => {
    const { rows, lines: counted, bytes, expected, isPartial } = await totalsIn('ended');
    assert.deepEqual([rows, counted, bytes, expected, isPartial], [lines, lines, log.length, 0, false]);
  });

  it('say that it is a part, and of how much, where not all of it may be kept', async () => {
    const editor = await extensionEditor();
    editor.set('jenkinsJira.logs.storageLimit', 1);
    try {
      const { lines: counted, bytes, expected, isPartial } = await totalsIn('failed');
      assert.ok(isPartial);
      assert.ok(counted > 0 && counted < lines, `${counted} lines`);
      assert.ok(bytes <= 1024 * 1024, `${bytes} bytes`);
      assert.equal(expected, log.length);
    } finally {
      editor.set('jenkinsJira.logs.storageLimit', 1024);
    }
  });
});
