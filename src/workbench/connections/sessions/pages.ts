import { BaseUrl } from '../../../http/baseUrl.ts';
import { isCloudGateway, readSite } from '../../../jira/session/gateway.ts';
import { type Connection, Product } from '../settings/connection.ts';
import type { Sessions } from './sessions.ts';

/**
 * Base of the pages of a connection, for the browser and for links: its own address and never one that a server
 * reported, except for Atlassian's gateway, which has no pages: it reports the site.
 * @throws RequestError when the gateway does not tell the site
 */
export async function pagesOf(connection: Connection, sessions: Sessions): Promise<BaseUrl> {
  const base = BaseUrl.parse(connection.url);
  if (connection.product !== Product.jira || !isCloudGateway(base)) return base;
  return BaseUrl.parse(connection.site ?? (await readSite(sessions.jira(connection))));
}
