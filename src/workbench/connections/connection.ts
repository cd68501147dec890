import { isObject, stringAt } from '../../base/json.ts';
import { BaseUrl } from '../../http/index.ts';
import { JenkinsSecretKind } from '../../jenkins/index.ts';
import { JiraFlavor, JiraLogin } from '../../jira/index.ts';

export const Product = { jenkins: 'jenkins', jira: 'jira' } as const;
export type Product = (typeof Product)[keyof typeof Product];

interface ConnectionBase {
  /** Names the connection for good; secrets, pinned jobs and drafts hang on it. */
  readonly id: string;
  /** What it is called in the views. */
  readonly name: string;
  readonly url: string;
}

export interface JenkinsConnection extends ConnectionBase {
  readonly product: typeof Product.jenkins;
  readonly auth: { readonly kind: JenkinsSecretKind; readonly user: string };
}

export interface JiraConnection extends ConnectionBase {
  readonly product: typeof Product.jira;
  readonly flavor: JiraFlavor;
  readonly auth:
    | { readonly kind: typeof JiraLogin.basic; readonly user: string }
    | { readonly kind: typeof JiraLogin.bearer };
}

export type Connection = JenkinsConnection | JiraConnection;

/** A connection out of the settings, which a person may have written; undefined when it cannot be used. */
export function parseConnection(value: unknown): Connection | undefined {
  if (!isObject(value) || !isObject(value['auth'])) return undefined;
  const id = stringAt(value['id']);
  const name = stringAt(value['name']);
  const url = stringAt(value['url']);
  if (!id || !name || !url || !isBaseUrl(url)) return undefined;
  const kind = stringAt(value['auth']['kind']);
  const user = stringAt(value['auth']['user']);
  if (value['product'] === Product.jenkins) {
    if (!user || (kind !== JenkinsSecretKind.apiToken && kind !== JenkinsSecretKind.password)) return undefined;
    return { id, name, url, product: Product.jenkins, auth: { kind, user } };
  }
  if (value['product'] !== Product.jira) return undefined;
  const flavor = value['flavor'] === JiraFlavor.cloud ? JiraFlavor.cloud : JiraFlavor.dataCenter;
  if (kind === JiraLogin.bearer) return { id, name, url, product: Product.jira, flavor, auth: { kind } };
  if (kind !== JiraLogin.basic || !user) return undefined;
  return { id, name, url, product: Product.jira, flavor, auth: { kind, user } };
}

function isBaseUrl(url: string): boolean {
  try {
    BaseUrl.parse(url);
    return true;
  } catch {
    return false;
  }
}

/** The user that a connection signs in as, where it names one. */
export function userOf(connection: Connection): string | undefined {
  return 'user' in connection.auth ? connection.auth.user : undefined;
}
