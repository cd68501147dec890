import { asObject, asText } from '../../base/json.ts';
import { BaseUrl } from '../../http/baseUrl.ts';
import { CanceledError, RequestError, UnexpectedAnswerError } from '../../http/errors.ts';
import { type HttpClient, Method } from '../../http/httpClient.ts';
import type { JiraSession } from './session.ts';

const gatewayPath = /^\/ex\/jira\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Whether a base is Atlassian's gateway to a site of Jira Cloud, `https://api.atlassian.com/ex/jira/{cloudId}`: it takes
 * scoped tokens, answers nothing without a login, and has no pages.
 */
export function isCloudGateway(base: BaseUrl): boolean {
  return gatewayPath.test(base.contextPath);
}

/** Whether an address is Jira Cloud's for certain, even where the server says nothing without a login. */
export function isOnCloud(base: BaseUrl): boolean {
  return isCloudGateway(base) || /\.(?:atlassian\.net|jira\.com)$/.test(new URL(base.origin).hostname);
}

/**
 * Finds the gateway to a site of Jira Cloud, without credentials. Scoped tokens are taken there and not at the site.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/intro/#authentication
 * @returns undefined where the site does not tell its id
 * @throws CanceledError
 */
export async function findGateway(http: HttpClient, signal?: AbortSignal): Promise<BaseUrl | undefined> {
  try {
    const headers = { accept: 'application/json' };
    const response = await http.send({ method: Method.get, path: '/_edge/tenant_info', headers, signal });
    const id = asText(asObject(await response.json())['cloudId']);
    const gateway = BaseUrl.parse(`https://api.atlassian.com/ex/jira/${id}`);
    return isCloudGateway(gateway) ? gateway : undefined;
  } catch (error) {
    if (error instanceof RequestError && !(error instanceof CanceledError)) return undefined;
    throw error;
  }
}

/**
 * Finds the address of the site behind a gateway, once for each session.
 * @throws UnexpectedAnswerError when the answer has none, and what the request may meet
 */
export function readSite(session: JiraSession): Promise<string> {
  if (session.site) return session.site;
  const finding = askSite(session);
  session.site = finding;
  finding.catch(() => {
    session.site = undefined;
  });
  return finding;
}

async function askSite(session: JiraSession): Promise<string> {
  const path = '/rest/api/2/serverInfo';
  const site = siteIn(await session.getJson(path));
  if (site === undefined) throw new UnexpectedAnswerError('an answer without a site', session.traceOf('GET', path));
  return site;
}

/** Address of the site in an answer of `/serverInfo`; undefined where it is none of a person's pages. */
export function siteIn(serverInfo: unknown): string | undefined {
  const told = asText(asObject(serverInfo)['baseUrl']);
  if (!/^https?:\/\//i.test(told)) return undefined;
  try {
    const site = BaseUrl.parse(told);
    return isCloudGateway(site) ? undefined : site.href;
  } catch {
    return undefined;
  }
}
