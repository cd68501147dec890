import * as vscode from 'vscode';
import { BaseUrl, BaseUrlError, BaseUrlProblem, InterceptedError, RedirectedError } from '../../http/index.ts';
import { probeJenkins } from '../../jenkins/index.ts';
import { type JiraServer, probeJira } from '../../jira/index.ts';
import type { Answer } from '../dialogs/answer.ts';
import { askText, type Checked } from '../dialogs/askText.ts';
import { explanationText } from '../messages/explain.ts';
import { type Connection, Product } from './connection.ts';
import type { Sessions } from './sessions.ts';

const { t } = vscode.l10n;

export interface Address {
  readonly url: string;
  /** What the server said of itself; absent for a Jenkins, and where a login page stands before it. */
  readonly jira?: JiraServer | undefined;
}

interface Asking {
  readonly title: string;
  readonly canGoBack: boolean;
}

/** Asks for the address and looks who answers there. */
export function askAddress(sessions: Sessions, product: Product, asking: Asking, value?: string) {
  let warnedAbout: string | undefined;
  const isJenkins = product === Product.jenkins;
  return askText<Address>({
    ...asking,
    value,
    prompt: isJenkins ? t('The address of your Jenkins') : t('The address of your Jira'),
    placeholder: isJenkins ? 'https://ci.example.com/jenkins' : 'https://example.atlassian.net',
    async check(text, signal) {
      let base: BaseUrl;
      try {
        base = BaseUrl.parse(text);
      } catch (error) {
        return { problem: addressWords(error) };
      }
      try {
        return { value: await probe(sessions, product, base, signal) };
      } catch (error) {
        // A login page may let a token through where it stops everybody else: the next step finds out.
        const mayStillWork = isJenkins && (error instanceof InterceptedError || error instanceof RedirectedError);
        if (!mayStillWork) return { problem: explanationText(error) };
        if (warnedAbout === base.href) return { value: { url: base.href } };
        warnedAbout = base.href;
        return {
          problem: `${explanationText(error)} ${t('Press Enter again to go on to the token with this address.')}`,
        };
      }
    },
  });
}

async function probe(sessions: Sessions, product: Product, base: BaseUrl, signal: AbortSignal): Promise<Address> {
  const http = sessions.unsaved(base);
  try {
    if (product === Product.jira) return { url: base.href, jira: await probeJira(http, signal) };
    await probeJenkins(http, signal);
    return { url: base.href };
  } finally {
    await http.close();
  }
}

function addressWords(error: unknown): string {
  const problem = error instanceof BaseUrlError ? error.problem : BaseUrlProblem.malformed;
  switch (problem) {
    case BaseUrlProblem.empty:
      return t('Enter the address of the start page, such as https://ci.example.com.');
    case BaseUrlProblem.malformed:
      return t('This is not an address. It looks like https://ci.example.com/path.');
    case BaseUrlProblem.scheme:
      return t('The address must begin with https:// or http://.');
    case BaseUrlProblem.credentials:
      return t('Leave user and password out of the address: you are asked for them next.');
  }
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
      // Basic authentication puts a colon between user and token, so the user can hold none.
      return user.includes(':') ? { problem: t('A user name has no colon in it.') } : { value: user };
    },
  });
}

/** Asks for a name that no other connection has. */
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
  readonly verify: (secret: string, signal: AbortSignal) => Promise<T>;
}

/** Asks for the secret in a password box, with a button to the page where tokens are made, and proves it. */
export function askSecret<T>(question: SecretQuestion<T>): Promise<Answer<T>> {
  let warnedAbout: string | undefined;
  const open = { iconPath: new vscode.ThemeIcon('link-external'), tooltip: t('Open Token Page') };
  return askText<T>({
    title: question.title,
    canGoBack: question.canGoBack,
    prompt: question.prompt,
    password: true,
    buttons: [{ button: open, run: () => void vscode.env.openExternal(vscode.Uri.parse(question.tokenPage)) }],
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
      try {
        return { value: await question.verify(secret, signal) };
      } catch (error) {
        return { problem: explanationText(error) };
      }
    },
  });
}
