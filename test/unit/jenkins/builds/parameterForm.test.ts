import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { UnconfirmedWriteError } from '../../../../src/http/index.ts';
import {
  type FileValue,
  JenkinsSecretKind,
  JenkinsSession,
  jenkinsLogin,
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
        await startBuild(new JenkinsSession(http, async () => jenkinsLogin(credentials)), 'job', values);
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

/** Parts of a multipart body by their names. */
function partsOf(body: string): Map<string, string> {
  const boundary = body.slice(0, body.indexOf('\r\n'));
  const parts = body.split(boundary).slice(1, -1);
  return new Map(
    parts.map(part => [/ name="([^"]*)"/.exec(part)?.[1] ?? '', part.slice(part.indexOf('\r\n\r\n') + 4, -2)]),
  );
}

describe('the form of a build with a parameter that Jenkins would take for an instruction', () => {
  it('is that of its own pages: all values in one, which names the parts of files', async () => {
    const file = (text: string): FileValue => ({ fileName: `${text}.txt`, content: Buffer.from(text) });
    const values: ParameterValues = new Map<string, string | FileValue>([
      ['delay', '5'],
      ['A', file('one')],
      ['B', file('two')],
    ]);
    let body = '';
    await withServer(
      request => {
        if (request.method !== 'POST') return { headers: { 'content-type': 'application/json' }, body: '{}' };
        body = request.body;
        return { status: 201, headers: { location: '/job/job/' } };
      },
      ({ url }) =>
        withHttp(url, async http => {
          const credentials = { user: 'me', secret: 's', kind: JenkinsSecretKind.apiToken };
          const session = new JenkinsSession(http, async () => jenkinsLogin(credentials));
          const control = { timing: { firstLookMs: 0, maxWaitMs: 0, looks: 1 }, trigger: { token: 't' } };
          // Jenkins names no item of the queue here, and none is found.
          await assert.rejects(startBuild(session, 'job', values, control), UnconfirmedWriteError);
        }),
    );
    const parts = partsOf(body);
    assert.deepEqual([...parts.keys()], ['token', 'json', 'file0', 'file1']);
    assert.deepEqual([parts.get('token'), parts.get('file0'), parts.get('file1')], ['t', 'one', 'two']);
    assert.deepEqual(JSON.parse(parts.get('json') ?? ''), {
      parameter: [
        { name: 'delay', value: '5', runId: '5' },
        { name: 'A', file: 'file0' },
        { name: 'B', file: 'file1' },
      ],
    });
  });
});
