import {
  BaseUrl,
  FetchTransport,
  HttpClient,
  Method,
  type Transport,
  UndiciTransport,
} from '../../../src/http/index.ts';
import { selectTransport } from '../../../src/http/selectTransport.ts';
import { TestAuthority } from '../../servers/wire/certificates.ts';
import { startServer } from '../../servers/wire/httpServer.ts';
import { json } from '../answers.ts';
import { type Act, type SceneServer, type Stage, scene } from '../scene.ts';

const checksOff = 'NODE_TLS_REJECT_UNAUTHORIZED';

/** Serves by a certificate of an authority that nobody trusts. */
async function serve(): Promise<SceneServer> {
  const identity = await (await TestAuthority.create('Nobody')).issue({ names: ['127.0.0.1'] });
  const server = await startServer((_, res) => json(res, { jobs: [] }), identity);
  return { ...server, requests: () => server.requests.length };
}

/** Does it where the environment turns the checks of certificates off. */
async function unchecked<T>(act: () => Promise<T>): Promise<T> {
  process.env[checksOff] = '0';
  try {
    return await act();
  } finally {
    delete process.env[checksOff];
  }
}

const read = async ({ jenkins }: Stage) => JSON.stringify(await jenkins().getObject('/api/json'));
/** Looks for the way to a server as when its connection is added: by undici, then by the fetch of the editor. */
const select = async ({ origin }: Stage) => {
  const [undici, hostFetch] = [new UndiciTransport(), new FetchTransport((url, init) => globalThis.fetch(url, init))];
  const probe = async (transport: Transport) => {
    const http = new HttpClient({ base: BaseUrl.parse(origin), transport, userAgent: 'scene' });
    return (await http.send({ method: Method.get, path: '/' })).json();
  };
  const { kind } = await selectTransport({ undici: () => undici, hostFetch: () => hostFetch }, probe);
  return `(reached by ${kind})`;
};

const untrusted = {
  serve,
  error: 'TlsError',
  words: /certificate|authority/i,
  most: { requests: 0 },
};

export const trust: Act = {
  line: 'checks of certificates are off in no way',
  scenes: [
    scene('NODE_TLS_REJECT_UNAUTHORIZED=0 before a read', {
      ...untrusted,
      isQuick: true,
      play: stage => unchecked(() => read(stage)),
    }),
    scene('NODE_TLS_REJECT_UNAUTHORIZED=0 while a connection is added', {
      ...untrusted,
      play: stage => unchecked(() => select(stage)),
    }),
    scene('an authority that is not trusted', { ...untrusted, play: read }),
  ],
};
