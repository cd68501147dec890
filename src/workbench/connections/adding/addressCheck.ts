import * as vscode from 'vscode';
import { type FoundServer, findEither, findServer } from '../../../doctor/findServer.ts';
import { baseOfPage } from '../../../doctor/rootBelow.ts';
import { movedBase } from '../../../http/bases.ts';
import { BaseUrl, BaseUrlError, BaseUrlProblem } from '../../../http/baseUrl.ts';
import { wantsClientCertificate } from '../../../http/clientCertificate.ts';
import { InterceptedError, RedirectedError, TlsError, UnexpectedAnswerError } from '../../../http/errors.ts';
import { findOtherScheme } from '../../../http/otherScheme.ts';
import type { AnonymousAccess } from '../../../jenkins/session/verify.ts';
import type { JiraServer } from '../../../jira/session/verify.ts';
import type { Aside, Checked } from '../../shell/dialogs/askText.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type NetworkSettings, Product } from '../settings/connection.ts';
import { explanationText } from '../words/explain.ts';
import {
  addressProblemWords,
  isUnencrypted,
  movedWords,
  otherProductWords,
  otherSchemeWords,
  unencryptedWords,
} from './addressWords.ts';
import { type ChosenClient, chooseClient } from './certificateFiles.ts';
import type { EnteredSecrets } from './enteredSecrets.ts';
import { reachServer } from './reachServer.ts';
import { askForClient, askToTrust } from './trustCertificate.ts';

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

/** Answers that an address question starts from. */
export interface KnownAddress {
  readonly id: string;
  readonly product: Product;
  readonly url?: string | undefined;
  /** Address that nobody has entered or seen yet, such as that of an imported file. */
  readonly suggested?: string | undefined;
  readonly network: NetworkSettings;
  readonly entered: EnteredSecrets;
  /** Whether the other product will do as well. */
  readonly mayChangeProduct?: boolean;
}

/** Checks addresses as they are entered, and remembers its warnings. */
export class AddressCheck {
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
      return { problem: addressProblemWords(error instanceof BaseUrlError ? error.problem : BaseUrlProblem.malformed) };
    }
    const start = baseOfPage(this.known.product, base);
    if (start.href !== base.href) {
      return {
        problem: t('That is a link to a page. Press Enter to use the server address {0}.', start.href),
        instead: start.href,
      };
    }
    if (isUnencrypted(base) && base.origin !== this.unencrypted) {
      this.unencrypted = base.origin;
      return { problem: `${unencryptedWords(base)} ${t('Press Enter to use it anyway.')}` };
    }
    await this.carryClient(base, aside);
    try {
      const address = await this.probe(base, signal);
      return address.product === this.known.product ? { value: address } : this.otherProduct(address);
    } catch (error) {
      return this.problem(error, base, signal, aside);
    }
  }

  /** Button for servers that do not say that they want a client certificate. */
  get clientButton() {
    return {
      button: { iconPath: new vscode.ThemeIcon('verified'), tooltip: t('Choose Client Certificate') },
      run: async (text: string, aside: Aside) => {
        const client = await aside(() => chooseClient(this.known.entered.title));
        if (client) this.useClient(text, client);
      },
    };
  }

  /** Button that examines the address as it was typed so far. */
  get diagnoseButton() {
    return {
      button: { iconPath: new vscode.ThemeIcon('pulse'), tooltip: t('Diagnose') },
      run: async (address: string) => {
        const { product, entered } = this.known;
        const typed = { product, address, network: this.network, ...enteredAt(entered, address) };
        await vscode.commands.executeCommand('jenkinsJira.diagnoseConnection', typed);
      },
    };
  }

  private useClient(url: string, { tls, secrets }: ChosenClient): void {
    this.network = { ...this.network, tls: { ...this.network.tls, ...tls } };
    this.known.entered.setClient(url, secrets);
  }

  /** A client certificate is shown to another origin only when the person agrees. */
  private async carryClient(base: BaseUrl, aside: Aside): Promise<void> {
    const { tls, ...rest } = this.network;
    if (!tls?.client || this.known.entered.clientAt(base.href)) return;
    const { name } = tls.client;
    if (await aside(() => this.known.entered.carryClient(base.href, name))) return;
    const { client: _client, clientRevision: _revision, ...others } = tls;
    this.network = Object.keys(others).length > 0 ? { ...rest, tls: others } : rest;
  }

  private async probe(base: BaseUrl, signal: AbortSignal): Promise<Address> {
    const { found } = await findEither(this.known.product, kind => this.reach(kind, baseOfPage(kind, base), signal));
    return found;
  }

  private async reach(product: Product, base: BaseUrl, signal: AbortSignal): Promise<Address & FoundServer> {
    const { id, entered } = this.known;
    const { names, secrets } = entered.at(base.href);
    const place = { id, url: base.href, ...this.network, ...names, newSecrets: secrets };
    const { result, network } = await reachServer(this.sessions, place, http => findServer(product, http, signal));
    return { url: base.href, network, product, ...result };
  }

  private otherProduct(address: Address): Checked<Address> {
    const { host } = BaseUrl.parse(address.url);
    const isJira = address.product === Product.jira;
    const said = otherProductWords(host, isJira);
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
    if (wantsClientCertificate(error) && !signal.aborted) {
      const client = await aside(() => askForClient(explanationText(error), this.known.entered.title));
      if (client) {
        this.useClient(base.href, client);
        return this.check(base.href, signal, aside);
      }
    }
    const { id } = this.known;
    const clientAt = (other: BaseUrl) => this.sessions.unsaved({ id, url: other.href, ...this.network });
    const other = await findOtherScheme(base, error, clientAt, signal);
    if (other) return this.offer(other, otherSchemeWords(base, other));
    const moved = error instanceof RedirectedError ? movedBase(base, error) : undefined;
    if (moved) return this.offer(moved, movedWords(base, moved));
    // The next step finds out.
    if (!mayAdmitToken(error)) return { problem: explanationText(error) };
    if (!this.isFirst(base.href)) return this.goOn(base);
    const advice = error instanceof InterceptedError ? `${this.known.entered.adviceFor(base.href)} ` : '';
    return { problem: `${explanationText(error)} ${advice}${t('Press Enter to continue anyway.')}` };
  }

  private goOn({ href }: BaseUrl): Checked<Address> {
    return { value: { url: href, network: this.network, product: this.known.product } };
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

/** A server in front may still admit a token, and Jenkins may lead to a sign-on behind a gateway that was passed. */
function mayAdmitToken(error: unknown): boolean {
  const isOfGateway = error instanceof RedirectedError && error.request.forGateway === true;
  return isOfGateway || error instanceof InterceptedError || error instanceof UnexpectedAnswerError;
}

/** Headers and certificates that were entered for an address, as far as it was typed. */
function enteredAt(entered: EnteredSecrets, address: string) {
  try {
    const { names, secrets } = entered.at(BaseUrl.parse(address).href);
    return { ...names, newSecrets: secrets };
  } catch {
    return {};
  }
}
