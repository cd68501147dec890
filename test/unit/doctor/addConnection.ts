import {
  type ExtraHeaders,
  mergeExtraHeaders,
  noExtraHeaders,
  withExtraHeaders,
} from '../../../src/http/extraHeaders.ts';
import type { HttpClient } from '../../../src/http/httpClient.ts';
import { parseExtraHeaders } from '../../../src/http/parseExtraHeaders.ts';
import type { Editor } from '../../cases/editor/editor.ts';
import type { Situation } from './setups/setup.ts';

/** Outcome of *Add Connection*. */
export interface AddedAs {
  readonly outcome: 'accepts' | 'refuses' | 'offers';
  /** Words at the box. */
  readonly words: string;
  readonly instead?: string | undefined;
}

function headersOf(gateway: Readonly<Record<string, string>>): ExtraHeaders {
  const each = Object.entries(gateway).map(([name, value]) => parseExtraHeaders(`${name}: ${value}`));
  return each.reduce(mergeExtraHeaders, noExtraHeaders);
}

interface Sessions {
  transportOf(place: object): ConstructorParameters<typeof HttpClient>[0]['transport'];
  client(place: object, transport: object, timing?: object): HttpClient;
}

/** Gives the editor and its environment the settings of a situation, for work that no other may stand beside. */
export async function around<T>({ around = {} }: Situation, editor: Editor, work: () => Promise<T>): Promise<T> {
  const { httpProxy, httpsProxy, noProxy } = around.environment ?? {};
  const variables = { http_proxy: httpProxy, https_proxy: httpsProxy, no_proxy: noProxy };
  const before = Object.fromEntries(Object.keys(variables).map(name => [name, process.env[name]]));
  const set = (values: Readonly<Record<string, string | undefined>>) => {
    for (const [name, value] of Object.entries(values)) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
  set(variables);
  editor.set('http.proxy', around.proxy);
  try {
    return await work();
  } finally {
    set(before);
    editor.set('http.proxy', undefined);
  }
}

/** Secret as the box of *Add Connection* takes it: without blanks around it. */
export function asTyped(situation: Situation): Situation {
  const { credentials } = situation;
  if (!credentials || !('secret' in credentials)) return situation;
  return { ...situation, credentials: { ...credentials, secret: credentials.secret.trim() } };
}

/** Goes the way of *Add Connection* with an address, and with a login where there is one. The editor must have started. */
export async function addAs(situation: Situation): Promise<AddedAs> {
  const { address, kind = 'jenkins', network = {}, credentials, flavor = 'dataCenter', gateway } = situation;
  const load = (file: string) => import(`../../../src/workbench/connections/${file}.ts`);
  const { Sessions } = (await load('sessions/sessions')) as { Sessions: new (deps: object) => Sessions };
  const { AddressCheck } = await load('adding/addressCheck');
  const { EnteredSecrets } = await load('adding/enteredSecrets');
  const { verifyConnection } = await load('adding/verifyConnection');
  const { secretQuestion } = await load('adding/secretQuestion');
  const { explanationText } = await load('words/explain');
  const others = {
    client: async () => undefined,
    withHeaders: async (_: unknown, headers: Record<string, string>, extra = noExtraHeaders) =>
      withExtraHeaders(headers, extra),
  };
  /** As patient as the doctor's set-ups are. */
  class QuickSessions extends Sessions {
    override client(place: object, transport: object) {
      return super.client(place, transport, { maxRetries: 0, idleTimeoutMs: 2000, deadlineMs: 8000 });
    }
  }
  const sessions = new QuickSessions({
    store: { onDidChange: () => ({ dispose: () => undefined }), all: () => [], find: () => undefined },
    vault: { others: async () => others },
    ...{ userAgent: 'test', log: () => undefined },
  });
  const { signal } = new AbortController();
  const entered = new EnteredSecrets('Add', gateway && { url: address, headers: headersOf(gateway) });
  const known = { id: 'new', product: kind, network, entered, ...{ url: undefined } };
  const checked = await new AddressCheck(sessions, known).check(address, signal, (ask: () => unknown) => ask());
  if ('problem' in checked) {
    const { problem, instead } = checked;
    return { outcome: instead === undefined ? 'refuses' : 'offers', words: problem, instead };
  }
  if (!credentials) return { outcome: 'accepts', words: '' };
  const auth = 'login' in credentials ? { ...credentials, kind: credentials.login } : credentials;
  const connection = {
    id: 'new',
    name: 'New',
    product: kind,
    flavor,
    auth,
    ...checked.value,
    ...checked.value.network,
  };
  const secret = 'secret' in credentials ? credentials.secret : '';
  const foreign = secretQuestion(connection).foreign(secret);
  if (foreign) return { outcome: 'refuses', words: foreign };
  try {
    const { names, secrets } = entered.at(connection.url);
    const { connection: proven } = await verifyConnection(
      ...[sessions, { ...connection, ...names }, secret, signal, secrets],
    );
    return proven.url === connection.url
      ? { outcome: 'accepts', words: '' }
      : { outcome: 'offers', words: '', instead: proven.url };
  } catch (error) {
    return { outcome: 'refuses', words: explanationText(error) };
  }
}
