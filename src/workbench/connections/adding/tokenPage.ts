import { BaseUrl } from '../../../http/baseUrl.ts';
import { JiraLogin } from '../../../jira/session/credentials.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { openLink } from '../../shell/commands/openLink.ts';
import { type Connection, Product } from '../settings/connection.ts';

export interface TokenPageInput {
  readonly product: Product;
  readonly url: string;
  readonly flavor?: JiraFlavor | undefined;
  readonly kind?: string | undefined;
}

/** Page where a person creates a token for this server. */
export function tokenPage({ product, url, flavor, kind }: TokenPageInput): string {
  const base = BaseUrl.parse(url);
  if (product === Product.jenkins) return base.resolve('/me/security/').href;
  if (flavor === JiraFlavor.cloud) return 'https://id.atlassian.com/manage-profile/security/api-tokens';
  return kind === JiraLogin.bearer
    ? base.resolve(
        '/secure/ViewProfile.jspa?selectedTab=com.atlassian.pats.pats-plugin:jira-user-personal-access-tokens',
      ).href
    : base.resolve('/secure/ViewProfile.jspa').href;
}

/** Opens that page. */
export async function openTokenPage(connection: Connection): Promise<void> {
  await openLink(tokenPage({ ...connection, kind: connection.auth.kind }));
}
