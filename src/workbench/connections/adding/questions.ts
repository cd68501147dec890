import * as vscode from 'vscode';
import { movedBase } from '../../../http/bases.ts';
import { BaseUrl, BaseUrlError, BaseUrlProblem } from '../../../http/baseUrl.ts';
import {
  InterceptedError,
  LoginRequiredError,
  RedirectedError,
  TlsError,
  UnexpectedAnswerError,
} from '../../../http/errors.ts';
import type { HttpClient } from '../../../http/httpClient.ts';
import { findOtherScheme } from '../../../http/otherScheme.ts';
import { baseOfJenkinsPage } from '../../../jenkins/session/baseOfPage.ts';
import { probeJenkins } from '../../../jenkins/session/verify.ts';
import { baseOfJiraPage } from '../../../jira/session/baseOfPage.ts';
import { JiraLogin } from '../../../jira/session/session.ts';
import { type JiraServer, probeJira } from '../../../jira/session/verify.ts';
import type { Answer } from '../../shell/dialogs/answer.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { type Aside, askText, type Checked } from '../../shell/dialogs/askText.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Connection, type NetworkSettings, Product } from '../settings/connection.ts';
import { explanationText } from '../words/explain.ts';
import { isUnencrypted, movedWords, otherSchemeWords, unencryptedWords } from './addressWords.ts';
import type { HeaderEntry } from './headerEntry.ts';
import { reachServer } from './reachServer.ts';
import { askToTrust } from './trustCertificate.ts';

const { t } = vscode.l10n;

export interface Address {
  readonly url: string;
  /** Network settings that the connection needs to reach it. */
  readonly network: NetworkSettings;
  /** Server's description of itself; absent for a Jenkins, and where a login is wanted first. */
  readonly jira?: JiraServer | undefined;
}

interface Asking {
  readonly title: string;
  readonly canGoBack: boolean;
}

/** Answers that an address question starts from. */
export interface KnownAddress {
  readonly id: string;
  readonly product: Product;
  readonly url?: string | undefined;
  readonly network: NetworkSettings;
  readonly headers: HeaderEntry;
}

/** Asks for the address and checks which server answers there. */
export function askAddress(sessions: Sessions, known: KnownAddress, asking: Asking): Promise<Answer<Address>> {
  const isJenkins = known.product === Product.jenkins;
  const asked = new AddressCheck(sessions, known);
  return askText<Address>({
    ...asking,
    value: known.url,
    prompt: isJenkins ? t('The address of your Jenkins') : t('The address of your Jira'),
    buttons: [known.headers.buttonFor(text => text)],
    placeholder: isJenkins ? 'https://ci.example.com/jenkins' : 'https://example.atlassian.net',
    check: (text, signal, aside) =>
      asked.check(text, signal, aside).catch(error => ({ problem: explanationText(error) })),
  });
}

/** Checks addresses as they are entered, and remembers its warnings. */
class AddressCheck {
  private readonly sessions: Sessions;
  private readonly known: KnownAddress;
  private warnedAbout: string | undefined;
  /** Origin without encryption that the person knows of. */
  private unencrypted: string | undefined;
  private network: NetworkSettings;

  constructor(sessions: Sessions, known: KnownAddress) {
    this.sessions = sessions;
    this.known = known;
    this.unencrypted = known.url && BaseUrl.parse(known.url).origin;
    this.network = known.network;
  }

  async check(text: string, signal: AbortSignal, aside: Aside): Promise<Checked<Address>> {
    let base: BaseUrl;
    try {
      base = BaseUrl.parse(text);
    } catch (error) {
      return { problem: addressWords(error) };
    }
    const start = this.known.product === Product.jenkins ? baseOfJenkinsPage(base) : baseOfJiraPage(base);
    if (start.href !== base.href && this.isFirst(base.href)) {
      return {
        problem: t('This is the address of a page inside. Press Enter to use {0}.', start.href),
        instead: start.href,
      };
    }
    if (isUnencrypted(base) && base.origin !== this.unencrypted) {
      this.unencrypted = base.origin;
      return { problem: `${unencryptedWords(base)} ${t('Press Enter to use it all the same.')}` };
    }
    try {
      return { value: await this.probe(base, signal) };
    } catch (error) {
      return this.problem(error, base, signal, aside);
    }
  }

  private async probe(base: BaseUrl, signal: AbortSignal): Promise<Address> {
    const { id, headers } = this.known;
    const { names, secrets } = headers.at(base.href);
    const place = { id, url: base.href, ...this.network, ...names, newSecrets: secrets };
    const { result, network } = await reachServer(this.sessions, place, http => this.ask(http, signal));
    return { url: base.href, network, jira: result };
  }

  /** Asks without credentials. Where a login is wanted first, the answer with credentials will tell. */
  private async ask(http: HttpClient, signal: AbortSignal): Promise<JiraServer | undefined> {
    try {
      if (this.known.product === Product.jira) return await probeJira(http, signal);
      await probeJenkins(http, signal);
    } catch (error) {
      const leadsToLogin = error instanceof RedirectedError && !movedBase(http.base, error);
      if (!leadsToLogin && !(error instanceof LoginRequiredError)) throw error;
    }
    return undefined;
  }

  private async problem(error: unknown, base: BaseUrl, signal: AbortSignal, aside: Aside): Promise<Checked<Address>> {
    if (error instanceof TlsError && !signal.aborted) {
      const tls = await aside(() => askToTrust(error, base.host));
      if (tls) {
        this.network = { ...this.network, tls: { ...this.network.tls, ...tls } };
        return this.check(base.href, signal, aside);
      }
    }
    const { id } = this.known;
    const clientAt = (other: BaseUrl) => this.sessions.unsaved({ id, url: other.href, ...this.network });
    const other = await findOtherScheme(base, error, clientAt, signal);
    if (other) return this.offer(other, otherSchemeWords(base, other));
    const moved = error instanceof RedirectedError ? movedBase(base, error) : undefined;
    if (moved) return this.offer(moved, movedWords(base, moved));
    // A server in front may still admit a token: the next step finds out.
    const isOpen = error instanceof InterceptedError || error instanceof UnexpectedAnswerError;
    if (!isOpen) return { problem: explanationText(error) };
    if (!this.isFirst(base.href)) return { value: { url: base.href, network: this.network } };
    const advice = error instanceof InterceptedError ? `${this.known.headers.adviceFor(base.href)} ` : '';
    return { problem: `${explanationText(error)} ${advice}${t('Press Enter to go on anyway.')}` };
  }

  /** Offers another address, with all that there is to say about it. */
  private offer(other: BaseUrl, words: string): Checked<Address> {
    if (isUnencrypted(other)) this.unencrypted = other.origin;
    return { problem: `${words} ${t('Press Enter to use {0}.', other.href)}`, instead: other.href };
  }

  /** Whether there was no warning about this address just before. */
  private isFirst(href: string): boolean {
    const first = this.warnedAbout !== href;
    this.warnedAbout = href;
    return first;
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
  readonly headers: HeaderEntry;
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
      question.headers.buttonFor(() => question.url),
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
        const advice = isGateway ? ` ${question.headers.adviceFor(question.url)}` : '';
        return { problem: explanationText(error) + advice };
      }
    },
  });
}
