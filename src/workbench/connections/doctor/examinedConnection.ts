import type { Examined } from '../../../doctor/examination.ts';
import { BaseUrl } from '../../../http/baseUrl.ts';
import type { RequestError } from '../../../http/errors.ts';
import { TransportKind } from '../../../http/selectTransport.ts';
import { jobOfPath } from '../../../jenkins/jobs/jobOfPath.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { isOnCloud } from '../../../jira/session/gateway.ts';
import { readNetwork } from '../network/networkSource.ts';
import { ownNetwork } from '../network/ownNetwork.ts';
import type { NewSecrets } from '../secrets/otherSecrets.ts';
import type { SecretVault } from '../secrets/secretVault.ts';
import { jenkinsCredentialsOf, jiraCredentialsOf } from '../sessions/logins.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Connection, hasSecret, Product } from '../settings/connection.ts';
import type { UnsavedAddress } from './diagnosis.ts';

/** Patience of a walk: each answer counts as it comes. */
const timing = { maxRetries: 0, idleTimeoutMs: 20_000, deadlineMs: 30_000 };

export interface ExaminedDeps {
  readonly sessions: Sessions;
  readonly vault: SecretVault;
}

/** Connection as the doctor gets it, with its secrets. */
export async function examinedConnection(
  deps: ExaminedDeps,
  connection: Connection,
  failure: RequestError | undefined,
): Promise<Examined> {
  const { sessions, vault } = deps;
  const secret = hasSecret(connection) ? await vault.get(connection) : '';
  const refused = sessions.lackedOf(connection)?.all.map(refusalOf) ?? [];
  return {
    ...(await waysOf(deps, connection)),
    ...accountOf(connection, secret),
    ...{ address: connection.url, lacksSecret: secret === undefined, failure, refused },
  };
}

/** Address that is no connection yet; nobody signs in before a login was entered. */
export async function examinedAddress(deps: ExaminedDeps, unsaved: UnsavedAddress): Promise<Examined> {
  const { product, address, network, headerNames, newSecrets, login } = unsaved;
  const place = { ...network, id: '', url: address, ...(headerNames && { headerNames }) };
  const base = { ...(await waysOf(deps, place, newSecrets)), address };
  if (login) return { ...base, ...accountOf(login.connection, login.secret), refusal: login.refusal };
  if (product === Product.jenkins) return { ...base, kind: product };
  return { ...base, kind: product, flavor: isCloud(address) ? JiraFlavor.cloud : JiraFlavor.dataCenter };
}

function accountOf(connection: Connection, secret: string | undefined) {
  if (connection.product === Product.jenkins) {
    const credentials = secret === undefined ? undefined : jenkinsCredentialsOf(connection.auth, secret);
    return { kind: connection.product, credentials };
  }
  const credentials = secret === undefined ? undefined : jiraCredentialsOf(connection.auth, secret);
  return { kind: connection.product, credentials, flavor: connection.flavor };
}

function refusalOf(refusal: string): { readonly permission: string; readonly job: string } {
  const [path = '', permission = ''] = refusal.split(' ');
  return { permission, job: jobOfPath(path) };
}

type Place = Pick<Connection, 'id' | 'url' | 'tls' | 'proxy' | 'transport' | 'headerNames'>;

async function waysOf({ sessions, vault }: ExaminedDeps, place: Place, newSecrets?: NewSecrets) {
  const { headerNames, ...plain } = place;
  const secrets = newSecrets?.client ?? (place.tls?.client && (await (await vault.others()).client(place)));
  const clientAt: Examined['clientAt'] = (base, transport) => {
    // Headers for a gateway and a client certificate are for its own origin alone.
    const isOwn = (headerNames ?? newSecrets) !== undefined && isSameOrigin(place.url, base);
    const at = {
      ...plain,
      url: base.href,
      transport,
      ...(isOwn && { ...(headerNames && { headerNames }), ...(newSecrets && { newSecrets }) }),
    };
    return sessions.client(at, sessions.transportOf(at), timing);
  };
  return {
    network: { ...readNetwork(), own: ownNetwork(place, secrets) },
    transport: place.transport ?? TransportKind.undici,
    clientAt,
  };
}

function isSameOrigin(url: string, base: BaseUrl): boolean {
  return BaseUrl.parse(url).origin === base.origin;
}

function isCloud(address: string): boolean {
  try {
    return isOnCloud(BaseUrl.parse(address));
  } catch {
    return false;
  }
}
