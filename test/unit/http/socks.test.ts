import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { describe, it } from 'mocha';
import { ProxyProblem } from '../../../src/http/index.ts';
import { openSocksTunnel } from '../../../src/http/socks.ts';

interface Target {
  readonly hostname?: string;
  readonly port?: number;
  readonly user?: string;
  readonly password?: string;
  /** Text of the server right behind the proxy's last answer. */
  readonly rest?: string;
}

/**
 * Asks for a tunnel through a proxy that gives these answers, each when something was sent.
 * @returns the messages that were sent, in hexadecimal
 */
async function messagesTo(answers: readonly string[], target: Target = {}): Promise<string[]> {
  const { hostname = 'ci.x', port = 443, user, password } = target;
  const seen: string[] = [];
  const server = createServer(socket => {
    const left = [...answers];
    socket.on('data', bytes => {
      seen.push(Buffer.from(bytes).toString('hex'));
      const answer = left.shift();
      if (answer === 'end') socket.end();
      else if (answer !== undefined) socket.write(Buffer.from(answer, 'hex'));
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  try {
    const proxy = { protocol: 'socks5', hostname: '127.0.0.1', port: 1, origin: 'socks5://p:1', source: 'settings' };
    const own = { ...proxy, user, password, authorization: undefined } as Parameters<typeof openSocksTunnel>[1];
    const before = socket.listenerCount('readable');
    await openSocksTunnel(socket, own, hostname, port);
    assert.equal(socket.listenerCount('readable'), before);
    assert.equal(socket.read()?.toString() ?? '', target.rest ?? '', 'it is left for the reader of the tunnel');
  } finally {
    socket.destroy();
    server.close();
  }
  return seen;
}

const hello = '0500';
const opened = '05000001000000000000';

describe('a tunnel through a SOCKS5 proxy', () => {
  it('leads to a name, which the proxy resolves, and to addresses', async () => {
    assert.deepEqual(await messagesTo([hello, opened]), ['050100', '050100030463692e7801bb']);
    const of = async (hostname: string) => (await messagesTo([hello, opened], { hostname, port: 8080 })).at(-1);
    assert.equal(await of('10.1.2.255'), '050100010a0102ff1f90');
    assert.equal(await of('2001:db8::1'), '0501000420010db80000000000000000000000011f90');
    assert.equal(await of('1:2:3:4:5:6:7:abcd'), '050100040001000200030004000500060007abcd1f90');
    assert.equal(await of('::ffff:10.1.2.3'), '0501000400000000000000000000ffff0a0102031f90');
  });

  it('is open whatever address the proxy has', async () => {
    const [byName, ofVersion6] = ['050000030161' + '0000', `05000004${'00'.repeat(16)}0000`];
    for (const answer of [byName, ofVersion6]) assert.equal((await messagesTo([hello, answer])).length, 2);
  });

  it('leaves what the server says first', async () => {
    const rest = Buffer.from('rest').toString('hex');
    for (const answer of [opened, `050000030161${'0000'}`, `05000004${'00'.repeat(16)}0000`]) {
      await messagesTo([hello, answer + rest], { rest: 'rest' });
    }
  });

  it('is opened with a name and a password where the proxy asks for them', async () => {
    const login = { user: 'dev', password: 'ž' };
    assert.deepEqual((await messagesTo(['0502', '0100', opened], login)).slice(0, 2), ['05020002', '010364657602c5be']);
    assert.deepEqual((await messagesTo([hello, opened], login)).length, 2, 'it asks for none');
    assert.equal((await messagesTo(['0502', '0100', opened], { user: 'dev' }))[1], '010364657600');
  });

  const refused: readonly (readonly [name: string, answers: readonly string[], problem: string, target?: Target])[] = [
    ['another version', ['0400'], ProxyProblem.protocol],
    ['another version later', [hello, '04000001000000000000'], ProxyProblem.protocol],
    ['no way to log in', ['05ff'], ProxyProblem.authentication, { user: 'dev' }],
    ['an unknown way to log in', ['0507'], ProxyProblem.authentication, { user: 'dev' }],
    ['a password, but none is known', ['0502'], ProxyProblem.authentication],
    ['another password', ['0502', '0101'], ProxyProblem.authentication, { user: 'dev', password: 'x' }],
    ['nothing, and hangs up', ['end'], ProxyProblem.unreachable],
    ['to hang up later', [hello, 'end'], ProxyProblem.unreachable],
    ['another server', [hello, '05020001000000000000'], ProxyProblem.refused],
  ];
  for (const [name, answers, problem, target] of refused) {
    it(`fails where the proxy wants ${name}`, () => assert.rejects(messagesTo(answers, target), { problem }));
  }
});
