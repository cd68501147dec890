import * as vscode from 'vscode';
import { InterceptedError, RedirectedError } from '../../../http/errors.ts';
import { JiraLogin } from '../../../jira/session/session.ts';
import type { Answer } from '../../shell/dialogs/answer.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText, type Checked } from '../../shell/dialogs/askText.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Connection, Product } from '../settings/connection.ts';
import { explanationText } from '../words/explain.ts';
import { type Address, AddressCheck, type KnownAddress } from './addressCheck.ts';
import type { EnteredSecrets } from './enteredSecrets.ts';

const { t } = vscode.l10n;

interface Asking {
  readonly title: string;
  readonly canGoBack: boolean;
}

/** Asks for the address and checks which server answers there. */
export function askAddress(sessions: Sessions, known: KnownAddress, asking: Asking): Promise<Answer<Address>> {
  const isJenkins = known.product === Product.jenkins;
  const asked = new AddressCheck(sessions, known);
  return askText<Address>({
    ...asking,
    value: known.url,
    prompt: isJenkins ? t('The address of your Jenkins') : t('The address of your Jira'),
    buttons: [known.entered.buttonFor(text => text), asked.clientButton],
    placeholder: isJenkins ? 'https://ci.example.com/jenkins' : 'https://example.atlassian.net',
    check: (text, signal, aside) =>
      asked.check(text, signal, aside).catch(error => ({ problem: explanationText(error) })),
  });
}

/** Asks how to sign in to a Jira Server or Data Center. */
export function askLogin(placeholder: string, asking: Asking, active: JiraLogin): Promise<Answer<JiraLogin>> {
  return askPick<JiraLogin>({
    ...asking,
    placeholder,
    active,
    items: [
      { label: t('Personal access token'), description: t('Jira 8.14 and newer'), value: JiraLogin.bearer },
      { label: t('User name with password or token'), value: JiraLogin.basic },
    ],
  });
}

/** Asks for the user name. */
export function askUser(prompt: string, asking: Asking, value?: string): Promise<Answer<string>> {
  return askText<string>({
    ...asking,
    value,
    prompt,
    check(text) {
      const user = text.trim();
      if (user === '') return { problem: t('Enter the user to sign in as.') };
      // Basic authentication separates user and token by a colon, so the user can contain none.
      return user.includes(':') ? { problem: t('A user name has no colon in it.') } : { value: user };
    },
  });
}

/** Asks for a name that is not in use. */
export function askName(others: readonly Connection[], asking: Asking, value: string): Promise<Answer<string>> {
  return askText<string>({
    ...asking,
    value,
    prompt: t('What to call it in the views'),
    check(text) {
      const name = text.trim();
      if (name === '') return { problem: t('Enter a name.') };
      const taken = others.some(other => other.name.toLowerCase() === name.toLowerCase());
      return taken ? { problem: t('Another connection is called “{0}”. Choose another name.', name) } : { value: name };
    },
  });
}

export interface SecretQuestion<T> extends Asking {
  readonly prompt: string;
  readonly tokenPage: string;
  readonly url: string;
  readonly entered: EnteredSecrets;
  readonly verify: (secret: string, signal: AbortSignal) => Promise<T>;
}

/** Asks for the secret in a password box, with a button to the page for new tokens, and verifies it. */
export function askSecret<T>(question: SecretQuestion<T>): Promise<Answer<T>> {
  let warnedAbout: string | undefined;
  const open = { iconPath: new vscode.ThemeIcon('link-external'), tooltip: t('Open Token Page') };
  return askText<T>({
    title: question.title,
    canGoBack: question.canGoBack,
    prompt: question.prompt,
    password: true,
    buttons: [
      question.entered.buttonFor(() => question.url),
      { button: open, run: () => vscode.env.openExternal(vscode.Uri.parse(question.tokenPage)) },
    ],
    async check(text, signal): Promise<Checked<T>> {
      const secret = text.trim();
      if (secret === '') return { problem: t('Enter the token or the password.') };
      if (secret !== text && warnedAbout !== text) {
        warnedAbout = text;
        return {
          problem: t('A blank or a line break was pasted along. Press Enter again to go on without it.'),
        };
      }
      if (/[\r\n\t]/.test(secret))
        return { problem: t('There is a line break or a tab inside. Copy the token again.') };
      secretsInUse.keepOut(secret);
      try {
        return { value: await question.verify(secret, signal) };
      } catch (error) {
        const isGateway = error instanceof InterceptedError || error instanceof RedirectedError;
        const advice = isGateway ? ` ${question.entered.adviceFor(question.url)}` : '';
        return { problem: explanationText(error) + advice };
      }
    },
  });
}
