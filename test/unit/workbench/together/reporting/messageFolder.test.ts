import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import { type Message, MessageState } from '../../../../../src/reporting/index.ts';
import { MessageFolder } from '../../../../../src/workbench/together/reporting/messageFolder.ts';

describe('the folder of messages', () => {
  it('keeps all of a message', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'jj-messages-'));
    const message: Message = {
      ...{ site: 'jira', name: 'report PAY-436', key: 'PAY-436', content: { text: 'It failed', isByItself: true } },
      ...{ since: 1, state: MessageState.waiting, isBegun: false, doubtedAt: 2, doubtsOther: true },
      ...{ tries: 5, failures: 3, nextAt: 4, reason: 'Jira failed' },
    };
    await new MessageFolder(folder).write(message);
    assert.deepEqual(await new MessageFolder(folder).list(), [message]);
    rmSync(folder, { recursive: true, force: true });
  });
});
