import { asObject, asString } from '../../base/json.ts';
import { CanceledError, RequestError } from '../../http/errors.ts';
import type { JiraSession } from './session.ts';

/**
 * Finds when the personal access token of this session expires. The server lists the tokens of the account without
 * saying which of them signs in: so only an account with a single token is sure.
 * https://confluence.atlassian.com/enterprise/using-personal-access-tokens-1026032365.html
 * @returns undefined where it is not told: by an old Jira, for a token that may not ask, or among several tokens
 * @throws CanceledError
 */
export async function readTokenExpiry(session: JiraSession, signal?: AbortSignal): Promise<Date | undefined> {
  try {
    const [only, ...others] = await session.getList('/rest/pat/latest/tokens', { signal });
    const told = asString(asObject(only)['expiringAt']);
    const date = new Date(told ?? '');
    return others.length > 0 || Number.isNaN(date.getTime()) ? undefined : date;
  } catch (error) {
    if (error instanceof RequestError && !(error instanceof CanceledError)) return undefined;
    throw error;
  }
}
