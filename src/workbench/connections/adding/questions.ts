import * as vscode from 'vscode';
import { movedBase } from '../../../http/bases.ts';
import { BaseUrl, BaseUrlError, BaseUrlProblem } from '../../../http/baseUrl.ts';
import {
  InterceptedError,
  LoginRequiredError,
  RedirectedError,
  RequestError,
  TlsError,
  UnexpectedAnswerError,
} from '../../../http/errors.ts';
import type { HttpClient } from '../../../http/httpClient.ts';
import { baseOfJenkinsPage } from '../../../jenkins/session/baseOfPage.ts';
import { type AnonymousAccess, probeJenkins, readAnonymousAccess } from '../../../jenkins/session/verify.ts';
import { baseOfJiraPage } from '../../../jira/session/baseOfPage.ts';
import { type JiraServer, probeJira } from '../../../jira/session/verify.ts';
import type { Answer } from '../../shell/dialogs/answer.ts';
import { type Aside, askText, type Checked } from '../../shell/dialogs/askText.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Connection, type NetworkSettings, Product } from '../settings/connection.ts';
import { explanationText } from '../words/explain.ts';
import { reachServer } from './reachServer.ts';
import { askToTrust } from './trustCertificate.ts';

const { t } = vscode.l10n;

export interface Address {
  readonly url: string;
  /** Network settings that the connection needs to reach it. */
  readonly network: NetworkSettings;
  /** The other product, where that answers there and the person goes on with it. */
  readonly product: Product;
  /** Server's description of itself; absent for a Jenkins, and where a login is wanted first. */
  readonly jira?: JiraServer | undefined;
  /** Rights without a login; absent for a Jira, and where a login is wanted first. */
  readonly anonymous?: AnonymousAccess | undefined;
}

export interface Asking {
  readonly title: string;
  readonly canGoBack: boolean;
}

/** Answers that an address question starts from. */
export interface KnownAddress {
  readonly id: string;
  readonly product: Product;
  readonly url?: string | undefined;
  readonly network: NetworkSettings;
  /** Whether the other product will do as well. */
  readonly mayChangeProduct?: boolean;
}

/** Asks for the address and checks which server answers there. */
export function askAddress(sessions: Sessions, known: KnownAddress, asking: Asking): Promise<Answer<Address>> {
  const isJenkins = known.product === Product.jenkins;
  const asked = new AddressCheck(sessions, known);
  return askText<Address>({
    ...asking,
    value: known.url,
    prompt: isJenkins ? t('The address of your Jenkins') : t('The address of your Jira'),
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
  private network: NetworkSettings;

  constructor(sessions: Sessions, known: KnownAddress) {
    this.sessions = sessions;
    this.known = known;
    this.network = known.network;
  }

  async check(text: string, signal: AbortSignal, aside: Aside): Promise<Checked<Address>> {
    let base: BaseUrl;
    try {
      base = BaseUrl.parse(text);
    } catch (error) {
      return { problem: addressWords(error) };
    }
    const start = baseOfPage(this.known.product, base);
    if (start.href !== base.href) {
      return {
        problem: t('That is a link to a page. Press Enter to use the server address {0}.', start.href),
        instead: start.href,
      };
    }
    try {
      const address = await this.probe(base, signal);
      return address.product === this.known.product ? { value: address } : this.otherProduct(address);
    } catch (error) {
      return this.problem(error, base, signal, aside);
    }
  }

  private async probe(base: BaseUrl, signal: AbortSignal): Promise<Address> {
    const { product } = this.known;
    try {
      const own = await this.reach(product, base, signal);
      return (own.isGuarded && (await this.probeOther(base, signal))) || own;
    } catch (error) {
      // The login page of a Jira Cloud is on another host, where it looks like the moved one of a Jenkins.
      const isOpen = error instanceof InterceptedError || error instanceof RedirectedError;
      const other = isOpen ? await this.probeOther(base, signal) : undefined;
      if (other) return other;
      throw error;
    }
  }

  /** Looks for the other product. @returns undefined where that does not answer for certain */
  private async probeOther(base: BaseUrl, signal: AbortSignal): Promise<Address | undefined> {
    const product = this.known.product === Product.jenkins ? Product.jira : Product.jenkins;
    try {
      const other = await this.reach(product, baseOfPage(product, base), signal);
      return other.isGuarded ? undefined : other;
    } catch (error) {
      if (error instanceof RequestError) return undefined;
      throw error;
    }
  }

  private async reach(product: Product, base: BaseUrl, signal: AbortSignal): Promise<Address & Found> {
    const place = { id: this.known.id, url: base.href, ...this.network };
    const { result, network } = await reachServer(this.sessions, place, http => find(product, http, signal));
    return { url: base.href, network, product, ...result };
  }

  private otherProduct(address: Address): Checked<Address> {
    const { host } = BaseUrl.parse(address.url);
    const isJira = address.product === Product.jira;
    const said = isJira ? t('{0} is a Jira, not a Jenkins.', host) : t('{0} is a Jenkins, not a Jira.', host);
    if (!this.known.mayChangeProduct) return { problem: said };
    if (!this.isFirst(address.url)) return { value: address };
    const next = isJira
      ? t('Press Enter to add it as a Jira connection.')
      : t('Press Enter to add it as a Jenkins connection.');
    return { problem: `${said} ${next}`, instead: address.url };
  }

  private async problem(error: unknown, base: BaseUrl, signal: AbortSignal, aside: Aside): Promise<Checked<Address>> {
    if (error instanceof TlsError && !signal.aborted) {
      const tls = await aside(() => askToTrust(error, base.host));
      if (tls) {
        this.network = { ...this.network, tls: { ...this.network.tls, ...tls } };
        return this.check(base.href, signal, aside);
      }
    }
    const moved = error instanceof RedirectedError ? movedBase(base, error) : undefined;
    if (moved) {
      return { problem: t('The server has moved there: {0}. Press Enter to use it.', moved.href), instead: moved.href };
    }
    // A server in front may still admit a token: the next step finds out.
    const isOpen = error instanceof InterceptedError || error instanceof UnexpectedAnswerError;
    if (!isOpen) return { problem: explanationText(error) };
    if (!this.isFirst(base.href)) {
      return { value: { url: base.href, network: this.network, product: this.known.product } };
    }
    return { problem: `${explanationText(error)} ${t('Press Enter to go on anyway.')}` };
  }

  /** Whether there was no warning about this address just before. */
  private isFirst(href: string): boolean {
    const first = this.warnedAbout !== href;
    this.warnedAbout = href;
    return first;
  }
}

/** Findings about a server without a login. */
interface Found extends Pick<Address, 'jira' | 'anonymous'> {
  /** Whether a login is wanted first: the answer with credentials will tell. */
  readonly isGuarded?: boolean;
}

async function find(product: Product, http: HttpClient, signal: AbortSignal): Promise<Found> {
  try {
    if (product === Product.jira) return { jira: await probeJira(http, signal) };
    await probeJenkins(http, signal);
    return { anonymous: await readAnonymousAccess(http, signal) };
  } catch (error) {
    const leadsToLogin = error instanceof RedirectedError && !movedBase(http.base, error);
    if (!leadsToLogin && !(error instanceof LoginRequiredError)) throw error;
    return { isGuarded: true };
  }
}

function baseOfPage(product: Product, page: BaseUrl): BaseUrl {
  return product === Product.jenkins ? baseOfJenkinsPage(page) : baseOfJiraPage(page);
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
  /** Says that a secret is of no use there, by its form. */
  readonly foreign?: (secret: string) => string | undefined;
  /** Further words about a refused secret. */
  readonly hint?: (secret: string, error: unknown) => Promise<string | undefined>;
  readonly verify: (secret: string, signal: AbortSignal) => Promise<T>;
}

/** Asks for the secret in a password box, with a button to the page for new tokens, and verifies it. */
export function askSecret<T>(question: SecretQuestion<T>): Promise<Answer<T>> {
  const warnedAbout = new Set<string>();
  const open = { iconPath: new vscode.ThemeIcon('link-external'), tooltip: t('Open Token Page') };
  return askText<T>({
    title: question.title,
    canGoBack: question.canGoBack,
    prompt: question.prompt,
    password: true,
    buttons: [{ button: open, run: () => vscode.env.openExternal(vscode.Uri.parse(question.tokenPage)) }],
    async check(text, signal): Promise<Checked<T>> {
      const secret = text.trim();
      if (secret === '') return { problem: t('Enter the token or the password.') };
      if (secret !== text && !warnedAbout.has(text)) {
        warnedAbout.add(text);
        return {
          problem: t('A blank or a line break was pasted along. Press Enter again to go on without it.'),
        };
      }
      if (/[\r\n\t]/.test(secret))
        return { problem: t('There is a line break or a tab inside. Copy the token again.') };
      secretsInUse.keepOut(secret);
      const foreign = question.foreign?.(secret);
      if (foreign && !warnedAbout.has(secret)) {
        warnedAbout.add(secret);
        return { problem: `${foreign} ${t('Press Enter again to use it anyway.')}` };
      }
      try {
        return { value: await question.verify(secret, signal) };
      } catch (error) {
        const hint = await question.hint?.(secret, error);
        return { problem: [explanationText(error), hint].filter(Boolean).join(' ') };
      }
    },
  });
}
