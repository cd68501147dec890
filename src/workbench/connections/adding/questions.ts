import * as vscode from 'vscode';
import { InterceptedError, RedirectedError } from '../../../http/errors.ts';
import { openLink } from '../../shell/commands/openLink.ts';
import type { Answer } from '../../shell/dialogs/answer.ts';
import { askText, type Checked } from '../../shell/dialogs/askText.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Connection, Product } from '../settings/connection.ts';
import { explanationText } from '../words/explain.ts';
import { type Address, AddressCheck, type KnownAddress } from './addressCheck.ts';
import type { EnteredSecrets } from './enteredSecrets.ts';

const { t } = vscode.l10n;

export interface Asking {
  readonly title: string;
  readonly canGoBack: boolean;
}

/** Asks for the address and checks which server answers there. */
export function askAddress(sessions: Sessions, known: KnownAddress, asking: Asking): Promise<Answer<Address>> {
  const isJenkins = known.product === Product.jenkins;
  const asked = new AddressCheck(sessions, known);
  return askText<Address>({
    ...asking,
    value: known.url ?? known.suggested,
    prompt: isJenkins ? t('The address of your Jenkins') : t('The address of your Jira'),
    buttons: [known.entered.buttonFor(text => text), asked.clientButton, asked.diagnoseButton],
    placeholder: isJenkins ? 'https://ci.example.com/jenkins' : 'https://example.atlassian.net',
    check: (text, signal, aside) =>
      asked.check(text, signal, aside).catch(error => ({ problem: explanationText(error) })),
  });
}

/** Asks for a name that is not in use. */
export function askName(others: readonly Connection[], asking: Asking, value: string): Promise<Answer<string>> {
  return askText<string>({
    ...asking,
    value,
    prompt: t('Display name'),
    check(text) {
      const name = text.trim();
      if (name === '') return { problem: t('Enter a name.') };
      const taken = others.some(other => other.name.toLowerCase() === name.toLowerCase());
      return taken
        ? { problem: t('A connection named “{0}” already exists. Enter another name.', name) }
        : { value: name };
    },
  });
}

export interface SecretQuestion<T> extends Asking {
  readonly prompt: string;
  readonly tokenPage: string;
  readonly url: string;
  readonly entered: EnteredSecrets;
  /** Says that a secret is of no use there, by its form. */
  readonly foreign?: (secret: string) => string | undefined;
  /**
   * Examines the connection step by step.
   * @param refusal of this secret, where it was tried
   */
  readonly diagnose?: (secret: string, entered: EnteredSecrets, refusal: unknown) => unknown;
  /** Further words about a refused secret. */
  readonly hint?: (secret: string, error: unknown) => Promise<string | undefined>;
  readonly verify: (secret: string, signal: AbortSignal) => Promise<T>;
}

/** Asks for the secret in a password box, with a button to the page for new tokens, and verifies it. */
export function askSecret<T>(question: SecretQuestion<T>): Promise<Answer<T>> {
  const warnedAbout = new Set<string>();
  const diagnose = { iconPath: new vscode.ThemeIcon('pulse'), tooltip: t('Diagnose') };
  let refused: { readonly secret: string; readonly error: unknown } | undefined;
  const open = { iconPath: new vscode.ThemeIcon('link-external'), tooltip: t('Open Token Page') };
  return askText<T>({
    title: question.title,
    canGoBack: question.canGoBack,
    prompt: question.prompt,
    password: true,
    buttons: [
      question.entered.buttonFor(() => question.url),
      { button: open, run: () => openLink(question.tokenPage) },
      {
        button: diagnose,
        async run(text) {
          const secret = text.trim();
          secretsInUse.keepOut(secret);
          await question.diagnose?.(secret, question.entered, refused?.secret === secret ? refused.error : undefined);
        },
      },
    ],
    async check(text, signal): Promise<Checked<T>> {
      const secret = text.trim();
      if (secret === '') return { problem: t('Enter the token or password.') };
      if (/[\r\n\t]/.test(secret)) return { problem: t('The token contains a line break or tab. Copy it again.') };
      secretsInUse.keepOut(secret);
      const foreign = question.foreign?.(secret);
      if (foreign && !warnedAbout.has(secret)) {
        warnedAbout.add(secret);
        return { problem: `${foreign} ${t('Press Enter again to use it anyway.')}` };
      }
      try {
        return { value: await question.verify(secret, signal) };
      } catch (error) {
        refused = { secret, error };
        const isGateway = error instanceof InterceptedError || error instanceof RedirectedError;
        const advice = isGateway && question.entered.adviceFor(question.url);
        const hint = await question.hint?.(secret, error);
        return { problem: [explanationText(error), advice, hint].filter(Boolean).join(' ') };
      }
    },
  });
}
