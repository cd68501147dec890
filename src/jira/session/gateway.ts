import type { BaseUrl } from '../../http/baseUrl.ts';

const gatewayPath = /^\/ex\/jira\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/**
 * Whether a base is Atlassian's gateway to a site of Jira Cloud, `https://api.atlassian.com/ex/jira/{cloudId}`: it takes
 * scoped tokens, answers nothing without a login, and has no pages.
 */
export function isCloudGateway(base: BaseUrl): boolean {
  return gatewayPath.test(base.contextPath);
}
