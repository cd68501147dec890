import { asString, asStrings, isObject, type JsonObject } from '../../../base/json.ts';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { TransportKind } from '../../../http/selectTransport.ts';
import { JenkinsLoginKind, JenkinsSecretKind } from '../../../jenkins/session/credentials.ts';
import { JiraLogin } from '../../../jira/session/credentials.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';

export const Product = { jenkins: 'jenkins', jira: 'jira' } as const;
export type Product = (typeof Product)[keyof typeof Product];

/** File as it was when it was chosen: another machine may not have it. */
export interface KeptFile {
  readonly name: string;
  /** Content; absent where it is a secret. */
  readonly pem?: string;
}

/** Certificates of a connection, kept by the editor on this machine, outside of the settings, which may be synced. */
export interface TlsSettings {
  /** Additional trusted authorities. */
  readonly ca?: KeptFile;
  /** Client certificate as PEM, or as PKCS #12, which is a secret like the key. */
  readonly client?: KeptFile;
  /** Changes with the key and its passphrase, which are secrets. */
  readonly clientRevision?: string;
  /** SHA-256 fingerprint of the only certificate that is accepted without an authority. */
  readonly pinnedFingerprint?: string;
}

/** Secret parts of a client certificate. */
export interface ClientSecrets {
  /** PEM. */
  readonly key?: string;
  /** PKCS #12 in base64. */
  readonly pfx?: string;
  readonly passphrase?: string;
}

/** Network settings of a connection, where they differ from the usual ones. */
export interface NetworkSettings {
  readonly tls?: TlsSettings;
  /** URL of a proxy, or `none`. */
  readonly proxy?: string;
  readonly transport?: TransportKind;
}

/** Network settings of a connection, without absent ones. */
export function networkOf({ tls, proxy, transport }: NetworkSettings): NetworkSettings {
  return { ...(tls ? { tls } : {}), ...(proxy ? { proxy } : {}), ...(transport ? { transport } : {}) };
}

interface ConnectionBase extends NetworkSettings {
  /** Stable id of the connection; secrets, pinned jobs and drafts refer to it. */
  readonly id: string;
  /** Name in the views. */
  readonly name: string;
  readonly url: string;
  /** Whether all writes are refused. */
  readonly readOnly?: true;
  /** Names of the headers and cookies for a gateway, such as `X-Access` and `Cookie SSO`. Their values are secrets. */
  readonly headerNames?: readonly string[];
}

export type JenkinsAuth =
  | {
      readonly kind: JenkinsSecretKind;
      readonly user: string;
      /** Id of the API token, where it was made from here: by it the token can be revoked. */
      readonly tokenId?: string;
    }
  | {
      readonly kind: typeof JenkinsLoginKind.bearer;
      /** User that the token proved to belong to. */
      readonly user?: string;
    }
  | { readonly kind: typeof JenkinsLoginKind.anonymous };

export type JiraAuth =
  | { readonly kind: typeof JiraLogin.basic | typeof JiraLogin.session; readonly user: string }
  | { readonly kind: typeof JiraLogin.bearer };

export interface JenkinsConnection extends ConnectionBase {
  readonly product: typeof Product.jenkins;
  readonly auth: JenkinsAuth;
}

export interface JiraConnection extends ConnectionBase {
  readonly product: typeof Product.jira;
  readonly flavor: JiraFlavor;
  /** Address of the site's pages, where `url` is Atlassian's gateway, which has none. */
  readonly site?: string;
  readonly auth: JiraAuth;
}

export type Connection = JenkinsConnection | JiraConnection;

/** Parses a connection of the settings, which a person may have written; undefined when it is unusable. */
export function parseConnection(value: unknown): Connection | undefined {
  if (!isObject(value) || !isObject(value['auth'])) return undefined;
  const id = asString(value['id']);
  const name = asString(value['name']);
  const url = asString(value['url']);
  if (!id || !name || !url || !isBaseUrl(url)) return undefined;
  const readOnly = value['readOnly'] === true ? { readOnly: true as const } : {};
  const headerNames = asStrings(value['headerNames']);
  const names = headerNames.length > 0 ? { headerNames } : {};
  const base = { id, name, url, ...readOnly, ...names, ...parseNetwork(value) };
  if (value['product'] === Product.jenkins) return parseJenkins(base, value['auth']);
  if (value['product'] !== Product.jira) return undefined;
  const jira = parseJira(base, value['auth'], value['flavor']);
  const site = asString(value['site']);
  return jira && site && isBaseUrl(site) ? { ...jira, site } : jira;
}

function parseJenkins(base: ConnectionBase, auth: JsonObject): JenkinsConnection | undefined {
  const kind = asString(auth['kind']);
  const user = asString(auth['user']);
  const product = Product.jenkins;
  if (kind === JenkinsLoginKind.anonymous) return { ...base, product, auth: { kind } };
  if (kind === JenkinsLoginKind.bearer) return { ...base, product, auth: { kind, ...(user && { user }) } };
  if (!user || (kind !== JenkinsSecretKind.apiToken && kind !== JenkinsSecretKind.password)) return undefined;
  const tokenId = asString(auth['tokenId']);
  return { ...base, product, auth: { kind, user, ...(tokenId && { tokenId }) } };
}

function parseJira(base: ConnectionBase, auth: JsonObject, flavorValue: unknown): JiraConnection | undefined {
  const kind = asString(auth['kind']);
  const user = asString(auth['user']);
  const flavor = flavorValue === JiraFlavor.cloud ? JiraFlavor.cloud : JiraFlavor.dataCenter;
  if (kind === JiraLogin.bearer) return { ...base, product: Product.jira, flavor, auth: { kind } };
  if ((kind !== JiraLogin.basic && kind !== JiraLogin.session) || !user) return undefined;
  return { ...base, product: Product.jira, flavor, auth: { kind, user } };
}

function parseNetwork(value: JsonObject): NetworkSettings {
  const proxy = asString(value['proxy']);
  return {
    ...(proxy ? { proxy } : {}),
    ...(value['transport'] === TransportKind.hostFetch ? { transport: TransportKind.hostFetch } : {}),
  };
}

function isBaseUrl(url: string): boolean {
  try {
    BaseUrl.parse(url);
    return true;
  } catch {
    return false;
  }
}

/** User that a connection signs in as, if it names one. */
export function userOf(connection: Connection): string | undefined {
  return 'user' in connection.auth ? connection.auth.user : undefined;
}

/** Whether the connection signs in with a secret. */
export function hasSecret({ auth }: Connection): boolean {
  return auth.kind !== JenkinsLoginKind.anonymous;
}
