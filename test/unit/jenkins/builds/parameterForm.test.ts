import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import {
  type FileValue,
  JenkinsSecretKind,
  JenkinsSession,
  type ParameterValues,
  startBuild,
} from '../../../../src/jenkins/index.ts';
import { withHttp, withServer } from '../../../cases/support/server.ts';

/** The body of the request that starts a build, and its content type. */
async function sent(values: ParameterValues): Promise<{ body: string; type: string }> {
  let seen = { body: '', type: '' };
  await withServer(
    ({ body, headers }) => {
      seen = { body, type: headers['content-type'] ?? '' };
      return { status: 201, headers: { location: '/queue/item/7/', 'x-jenkins': '2.452' } };
    },
    ({ url }) =>
      withHttp(url, async http => {
        const credentials = { user: 'me', secret: 's', kind: JenkinsSecretKind.apiToken };
        await startBuild(new JenkinsSession(http, async () => credentials), 'job', values);
      }),
  );
  return seen;
}

describe('the form that starts a build', () => {
  it('is one line where all values are texts', async () => {
    const { body, type } = await sent(new Map([['A&B', 'ž = 1\n2']]));
    assert.equal(body, 'A%26B=%C5%BE+%3D+1%0A2');
    assert.equal(type, 'application/x-www-form-urlencoded; charset=utf-8');
  });

  it('has a part for each value where a file is among them, and no name adds anything to a head', async () => {
    const fileName = 'a"\r\nX-Evil: 1\n.txt';
    const values: ParameterValues = new Map<string, string | FileValue>([
      ['N"\r\n', 'ž'],
      ['F', { fileName, content: Buffer.from('one\r\ntwo') }],
    ]);
    const { body, type } = await sent(values);
    const boundary = /^multipart\/form-data; boundary=(\S+)$/.exec(type)?.[1] ?? assert.fail(type);
    assert.deepEqual(body.split(`--${boundary}`), [
      '',
      '\r\nContent-Disposition: form-data; name="N%22%0D%0A"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\nž\r\n',
      '\r\nContent-Disposition: form-data; name="F"; filename="a%22%0D%0AX-Evil: 1%0A.txt"\r\nContent-Type: application/octet-stream\r\n\r\none\r\ntwo\r\n',
      '--\r\n',
    ]);
  });
});
