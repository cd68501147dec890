import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { addAttachment, JiraFlavor, JiraLogin, JiraSession, jiraLogin } from '../../../../src/jira/index.ts';
import { withHttp, withServer } from '../../../cases/support/server.ts';

const credentials = { login: JiraLogin.basic, user: 'me', secret: 's' } as const;

/** The lines of the only part's head. */
async function headOf(fileName: string): Promise<string[]> {
  let head = '';
  await withServer(
    ({ method, body }) => {
      if (method === 'GET') return { headers: { 'content-type': 'application/json' }, body: '{}' };
      head = body.slice(0, body.indexOf('\r\n\r\n'));
      return { headers: { 'content-type': 'application/json' }, body: '[{"id":"1"}]' };
    },
    ({ url }) =>
      withHttp(url, async http => {
        const session = new JiraSession(http, JiraFlavor.cloud, async () => jiraLogin(http, credentials));
        await addAttachment(session, 'PAY-1', { fileName, content: Buffer.from('x') });
      }),
  );
  return head.split('\r\n').slice(1);
}

describe('the name of a file that is attached', () => {
  it('is written as browsers write it, and adds nothing to the head of its part', async () => {
    const names = [
      ['log.txt', 'log.txt'],
      ['žluť "1".txt', 'žluť %221%22.txt'],
      ['a"; name="other', 'a%22; name=%22other'],
      ['a\r\nX-Evil: 1\r\n\r\nb', 'a%0D%0AX-Evil: 1%0D%0A%0D%0Ab'],
      ['a\nb\rc', 'a%0Ab%0Dc'],
    ];
    for (const [name = '', written] of names) {
      assert.deepEqual(await headOf(name), [
        `Content-Disposition: form-data; name="file"; filename="${written}"`,
        'Content-Type: application/octet-stream',
      ]);
    }
  });
});

describe('attaching files at once', () => {
  it('waits only for an equal file of the same issue', async () => {
    const taken: string[] = [];
    const turns = {
      async take(object: string) {
        taken.push(object);
        return async () => undefined;
      },
    };
    await withServer(
      ({ method }) => ({
        headers: { 'content-type': 'application/json' },
        body: method === 'GET' ? '{}' : '[{"id":"1"}]',
      }),
      ({ url }) =>
        withHttp(url, async http => {
          const session = new JiraSession(http, JiraFlavor.cloud, async () => jiraLogin(http, credentials), turns);
          for (const [issue, fileName] of [
            ['PAY-1', 'a'],
            ['PAY-1', 'a'],
            ['PAY-1', 'b'],
            ['PAY-2', 'a'],
          ] as const) {
            await addAttachment(session, issue, { fileName, content: Buffer.from('x') });
          }
        }),
    );
    assert.equal(taken[0], taken[1]);
    assert.equal(new Set(taken).size, 3);
  });
});
