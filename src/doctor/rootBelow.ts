import { BaseUrl } from '../http/baseUrl.ts';
import { RequestError } from '../http/errors.ts';
import { type HttpClient, Method } from '../http/httpClient.ts';
import { baseOfJenkinsPage } from '../jenkins/session/baseOfPage.ts';
import { baseOfJiraPage } from '../jira/session/baseOfPage.ts';
import { firstPages, ServerKind } from './serverKind.ts';

/**
 * Finds a server below the root of its host, where the root's page leads to it on the same host.
 * @returns its context path; undefined where the root leads nowhere, or to another server
 */
export async function rootBelow(kind: ServerKind, http: HttpClient, signal: AbortSignal): Promise<string | undefined> {
  const ask = async (path: string) => {
    const response = await http.send({ method: Method.get, path, headers: { accept: '*/*' }, signal });
    response.discard();
    return response;
  };
  try {
    const home = BaseUrl.parse(http.base.origin + (await ask('/')).request.path);
    const { contextPath } = baseOfPage(kind, home);
    if (contextPath === http.base.contextPath) return undefined;
    const page = await ask(contextPath + firstPages[kind]);
    const isFound =
      kind === ServerKind.jenkins
        ? page.header('x-jenkins') !== undefined
        : page.status === 200 && page.mediaType === 'application/json';
    return isFound ? contextPath : undefined;
  } catch (error) {
    if (!(error instanceof RequestError) || signal.aborted) throw error;
    return undefined;
  }
}

/** Cuts the address of a page down to the base of a kind of server. */
export function baseOfPage(kind: ServerKind, page: BaseUrl): BaseUrl {
  return kind === ServerKind.jenkins ? baseOfJenkinsPage(page) : baseOfJiraPage(page);
}
