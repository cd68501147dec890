import type { HttpClient } from '../../../src/http/httpClient.ts';
import type { Situation } from './setups/setup.ts';

/** Outcome of *Add Connection*. */
export interface AddedAs {
  readonly outcome: 'accepts' | 'refuses' | 'offers';
  /** Words at the box. */
  readonly words: string;
  readonly instead?: string | undefined;
}

interface Sessions {
  readonly transportOf: (place: object) => ConstructorParameters<typeof HttpClient>[0]['transport'];
}

/** Goes the way of *Add Connection* with an address, and with a login where there is one. The editor must have started. */
export async function addAs(situation: Situation): Promise<AddedAs> {
  const { address, kind = 'jenkins', network = {}, credentials, flavor = 'dataCenter' } = situation;
  const load = (file: string) => import(`../../../src/workbench/connections/${file}.ts`);
  const { Sessions } = await load('sessions/sessions');
  const { AddressCheck } = await load('adding/addressCheck');
  const { EnteredSecrets } = await load('adding/enteredSecrets');
  const { verifyConnection } = await load('adding/verifyConnection');
  const { secretQuestion } = await load('adding/secretQuestion');
  const { explanationText } = await load('words/explain');
  const others = { client: async () => undefined };
  const sessions: Sessions = new Sessions({
    store: { onDidChange: () => ({ dispose: () => undefined }), all: () => [], find: () => undefined },
    vault: { others: async () => others },
    ...{ userAgent: 'test', log: () => undefined },
  });
  const { signal } = new AbortController();
  const known = { id: 'new', product: kind, network, entered: new EnteredSecrets('Add'), ...{ url: undefined } };
  const checked = await new AddressCheck(sessions, known).check(address, signal, (ask: () => unknown) => ask());
  if ('problem' in checked) {
    const { problem, instead } = checked;
    return { outcome: instead === undefined ? 'refuses' : 'offers', words: problem, instead };
  }
  if (!credentials) return { outcome: 'accepts', words: '' };
  const auth = 'login' in credentials ? { ...credentials, kind: credentials.login } : credentials;
  const connection = { id: 'new', name: 'New', product: kind, flavor, auth, ...checked.value };
  const secret = 'secret' in credentials ? credentials.secret : '';
  const foreign = secretQuestion(connection).foreign(secret);
  if (foreign) return { outcome: 'refuses', words: foreign };
  try {
    await verifyConnection(sessions, connection, secret, signal);
    return { outcome: 'accepts', words: '' };
  } catch (error) {
    return { outcome: 'refuses', words: explanationText(error) };
  }
}
