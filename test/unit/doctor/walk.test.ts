import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { stepNames } from '../../../src/doctor/findings.ts';
import { usualSteps, walk } from '../../../src/doctor/index.ts';
import { demoUsers } from '../../servers/jenkins/index.ts';
import { demoUsers as jiraUsers } from '../../servers/jira/index.ts';
import { startRawServer } from '../../servers/wire/httpServer.ts';
import { until } from '../fixtures/until.ts';
import { examine, examinedOf, findingsOf, type Situation } from './setups/setup.ts';
import { World } from './setups/world.ts';

describe('a walk of the doctor', () => {
  let world: World;
  before(async () => {
    world = await World.create();
  });
  after(() => world.close());

  const asDev = (secret = demoUsers.dev.token): Situation => ({
    address: world.jenkins.url,
    credentials: { kind: 'apiToken', user: demoUsers.dev.id, secret },
  });

  it('finds nothing wrong where all is well, and reports each step', async () => {
    const reports = await examine(asDev());
    assert.deepEqual(
      reports.map(({ step }) => step),
      stepNames,
    );
    const worse = findingsOf(reports).filter(({ grade }) => grade === 'problem' || grade === 'warning');
    assert.deepEqual(worse, []);
  });

  it('signs in once where the login is refused', async () => {
    const before = world.jenkins.requests.length;
    await examine(asDev('11'.padEnd(34, '0')));
    const sent = world.jenkins.requests.slice(before).filter(({ headers }) => headers['authorization']);
    assert.equal(sent.length, 1);
    const jira = await world.jira({ flavor: 'dataCenter' });
    for (const [at, login] of (['basic', 'session'] as const).entries()) {
      const credentials = { login, user: jiraUsers.fred.name, secret: 'wrong' } as const;
      await examine({ kind: 'jira', address: jira.url, credentials });
      assert.equal(jira.state.failedLogins.get(jiraUsers.fred.name), at + 1, login);
    }
  });

  it('sends no secret that cannot be right by its form', async () => {
    const before = world.jenkins.requests.length;
    for (const secret of ['ATATT3xFfGF0', 'two\nlines', '']) await examine(asDev(secret));
    assert.ok(world.jenkins.requests.slice(before).every(({ headers }) => !headers['authorization']));
  });

  it('says no secret in what it finds', async () => {
    for (const secret of [demoUsers.dev.token, 'wrong-secret-word']) {
      const said = JSON.stringify(await examine(asDev(secret)), (_, value: unknown) =>
        value instanceof Error ? `${value.message} ${value.stack}` : value,
      );
      assert.ok(!said.includes(secret));
      assert.ok(!said.includes(Buffer.from(`${demoUsers.dev.id}:${secret}`).toString('base64')));
    }
  });

  it('ends at once when it is canceled, and closes its connections', async () => {
    const port = await world.raw(() => undefined);
    const canceling = new AbortController();
    const walking = walk(examinedOf({ address: `http://127.0.0.1:${port}` }), usualSteps, {
      signal: canceling.signal,
      onStep: step => void (step === 'answer' && setImmediate(() => canceling.abort())),
    });
    await assert.rejects(walking);
  });

  it('is canceled before a step too', async () => {
    const began: string[] = [];
    const signal = AbortSignal.abort();
    await assert.rejects(walk(examinedOf(asDev()), usualSteps, { signal, onStep: step => began.push(step) }));
    assert.deepEqual(began, []);
  });

  const ran = async (situation: Situation) =>
    (await examine(situation)).filter(({ findings }) => findings.length > 0).map(({ step }) => step);

  it('gives the steps that cannot run no finding', async () => {
    const cutOff = ['address', 'names', 'proxy', 'answer'];
    assert.deepEqual(await ran({ address: 'https://ci.nowhere.invalid' }), cutOff);
    const network = { proxy: 'ftp://proxy.example' };
    assert.deepEqual(await ran({ address: 'https://ci.nowhere.invalid', network }), cutOff);
    assert.deepEqual(await ran({ address: '' }), ['address']);
  });

  it('closes its connections at the end', async () => {
    const server = world.use(
      await startRawServer(socket => socket.write('HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n')),
    );
    await examine({ address: `http://127.0.0.1:${server.port}` });
    await until(() => server.asking() === 0);
  });

  const evidenceOf = async (situation: Situation) =>
    (await examine(situation)).flatMap(({ evidence }) => evidence.map(({ kind, value }) => `${kind} ${value}`));

  it('names the old protocol of a server, and the authorities that vouch for it', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const outdated = await world.serve(world.relay, { ...(await world.identity()), ...old });
    assert.ok((await evidenceOf({ address: `https://localhost:${outdated.port}` })).includes('protocol TLSv1.1'));
    const { port } = await world.serve(world.relay, await world.identity());
    const trusted = await evidenceOf({ address: `https://localhost:${port}`, network: { tls: { ca: world.ca } } });
    assert.ok(trusted.includes('acceptedBy own'), trusted.join('\n'));
    const unknown = await evidenceOf({ address: `https://localhost:${port}` });
    assert.ok(unknown.includes('issuer CN=Company') && !unknown.some(text => text.startsWith('acceptedBy')));
  });

  it('does not take a server for one that asks for a client certificate, whatever TLS it speaks', async () => {
    const tls13 = { minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3' } as const;
    const spoken = [
      ...[{ maxVersion: 'TLSv1.2' } as const, { ...tls13, ciphers: 'TLS_AES_128_GCM_SHA256' }],
      ...[
        { ...tls13, ciphers: 'TLS_AES_256_GCM_SHA384' },
        { ...tls13, ecdhCurve: 'P-521' },
      ],
    ];
    for (const options of spoken) {
      const { port } = await world.serve(world.relay, { ...(await world.identity()), ...options });
      const reports = await examine({ address: `https://localhost:${port}`, network: { tls: { ca: world.ca } } });
      const said = findingsOf(reports).map(({ verdict }) => verdict);
      assert.ok(said.includes('tlsGood') && !said.includes('tlsAsksForClient'), JSON.stringify(options));
    }
  });
});
