import * as vscode from 'vscode';
import { ForbiddenError, LoginProblem, UnauthenticatedError } from '../../../http/errors.ts';
import { isJenkinsToken } from '../../../jenkins/session/tokenForm.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { type Connection, networkOf, Product } from '../settings/connection.ts';
import { foreignSecretWords } from '../words/foreignSecrets.ts';
import type { SecretQuestion } from './questions.ts';
import { tokenPage } from './tokenPage.ts';

const { t } = vscode.l10n;

/** Parts of the question for a secret that depend on the connection that it is for. */
export function secretQuestion(
  connection: Connection,
): Pick<SecretQuestion<unknown>, 'tokenPage' | 'foreign' | 'hint' | 'diagnose'> {
  const { auth, product } = connection;
  const isCloud = product === Product.jira && connection.flavor === JiraFlavor.cloud;
  return {
    tokenPage: tokenPage({ ...connection, kind: auth.kind }),
    foreign: secret => foreignSecretWords(product, isCloud, secret),
    async diagnose(secret, entered, refusal) {
      const { names, secrets } = entered.at(connection.url);
      await vscode.commands.executeCommand('jenkinsJira.diagnoseConnection', {
        ...{ product, address: connection.url, network: networkOf(connection), ...names, newSecrets: secrets },
        ...(secret !== '' && { login: { connection, secret, refusal } }),
      });
    },
    async hint(secret, error) {
      if (product === Product.jenkins) return triggerTokenHint(secret, error);
      return isCloud ? undefined : restrictionHint(error);
    },
  };
}

function triggerTokenHint(secret: string, error: unknown): string | undefined {
  const isRefused = error instanceof UnauthenticatedError && error.problem === LoginProblem.refused;
  return isRefused && !isJenkinsToken(secret) ? t('A job’s trigger token is not an API token.') : undefined;
}

/** Rule that allows a refused request: tokens of an app can be restricted by rules, which must allow asking for the user. */
export async function restrictionHint(error: unknown): Promise<string | undefined> {
  const { method, path: whole } = error instanceof ForbiddenError ? error.request : { method: '', path: '' };
  const path = whole.slice(whole.indexOf('/rest/'));
  if (!path.startsWith('/rest/')) return undefined;
  const { defaultAssumptions, generateRulesAsync, httpMethods } = await import('../../../restrictions/index.ts');
  const known = httpMethods.find(each => each === method);
  const rules = known && (await generateRulesAsync([{ method: known, path }], defaultAssumptions));
  const [rule] = rules ?? [];
  return rule && t('If this token has restrictions, add this rule: {0}', rule.text);
}
