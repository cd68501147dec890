import * as vscode from 'vscode';
import {
  type CurlRequest,
  parseCurl,
  placeVariables,
  sentVariables,
  variablesIn,
} from '../../../snippets/curl/parseCurl.ts';
import type { ShellWord } from '../../../snippets/curl/shellWord.ts';
import { askText } from '../../shell/dialogs/askText.ts';

const { t } = vscode.l10n;

/** Request with the values of its variables, and as it may be shown: with names in their place. */
export interface FilledRequest {
  readonly request: CurlRequest;
  readonly shown: CurlRequest;
}

/**
 * Asks for the values of a command's variables that are sent, as for secrets.
 * @throws CurlError for what cannot be sent as one request from here
 */
export async function askValues(words: readonly ShellWord[]): Promise<FilledRequest | undefined> {
  // Others are of the login, or of headers that are not sent; a cookie without this sign would be a file.
  const unsent = Object.fromEntries(variablesIn(words).map(name => [name, `${name}=`]));
  const names = sentVariables(words);
  const values: Record<string, string> = {};
  for (const name of names) {
    const answer = await askText<string>({
      title: t('Run curl as Request'),
      prompt: t('Value of the variable {0}', name),
      password: true,
      check: value => ({ value }),
    });
    if (answer.kind !== 'answered') return undefined;
    values[name] = answer.value;
  }
  const places = new Set(placeVariables(words));
  const masked = names.filter(name => !places.has(name)).map(name => [name, `$${name}`]);
  return {
    request: parseCurl(words, { ...unsent, ...values }),
    shown: parseCurl(words, { ...unsent, ...values, ...Object.fromEntries(masked) }),
  };
}
