import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { JenkinsSecretKind } from '../../../jenkins/session/credentials.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { isCloudGateway } from '../../../jira/session/gateway.ts';
import { JiraLogin } from '../../../jira/session/session.ts';
import type { Background } from '../../shell/commands/background.ts';
import { type Answer, askInOrder, notAsked, type Step } from '../../shell/dialogs/answer.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import type { TokenExpiry } from '../expiry/tokenExpiry.ts';
import type { SecretVault } from '../secrets/secretVault.ts';
import type { Sessions } from '../sessions/sessions.ts';
import { type Connection, type NetworkSettings, Product } from '../settings/connection.ts';
import type { ConnectionStore } from '../settings/connectionStore.ts';
import type { Address, KnownAddress } from './addressCheck.ts';
import { EnteredSecrets } from './enteredSecrets.ts';
import { askAddress, askLogin, askName, askSecret, askUser } from './questions.ts';
import { tellConnected } from './tellConnected.ts';
import { tokenPage } from './tokenPage.ts';
import { jiraName, type Verified, verifyConnection } from './verifyConnection.ts';

export interface ConnectionServices {
  readonly store: ConnectionStore;
  readonly vault: SecretVault;
  readonly sessions: Sessions;
  readonly background: Background;
  /** Unsent texts, which go with their connection. */
  readonly drafts: Drafts;
  readonly expiry: TokenExpiry;
}

const { t } = vscode.l10n;

/** Answers that a new connection begins with; the person may change them. */
export interface Beginning {
  readonly url?: string;
  readonly name?: string;
  /** Kind of login. */
  readonly kind?: string;
  readonly network?: NetworkSettings;
}

/** Asks for a new connection, verifies and saves it, and reports the findings. */
export async function addConnection(
  services: ConnectionServices,
  product?: Product,
  beginning: Beginning = {},
): Promise<Connection | undefined> {
  const flow = new AddFlow(services, product, beginning);
  if (!(await askInOrder(flow.steps))) return undefined;
  return flow.save();
}

/** Answers so far, and the questions that fill them in. */
class AddFlow {
  readonly steps: readonly Step[];
  private readonly services: ConnectionServices;
  private readonly beginning: Beginning;
  private readonly id = randomUUID();
  private product: Product | undefined;
  private address: Address | undefined;
  /** Answer for Server and Data Center; the usual one is preselected. */
  private chosenLogin: JiraLogin = JiraLogin.bearer;
  private user: string | undefined;
  private secret: string | undefined;
  private verified: Verified | undefined;
  private name: string | undefined;
  private readonly entered: EnteredSecrets;

  constructor(services: ConnectionServices, product: Product | undefined, beginning: Beginning) {
    this.services = services;
    this.product = product;
    this.entered = new EnteredSecrets(this.title);
    this.beginning = beginning;
    this.name = beginning.name;
    if (beginning.kind === JiraLogin.basic) this.chosenLogin = JiraLogin.basic;
    this.steps = [
      ...(product ? [] : [() => this.askProduct()]),
      () => this.askAddress(product === undefined),
      () => this.askLogin(),
      () => this.askUser(),
      () => this.askSecret(),
      () => this.askName(),
    ];
  }

  /** The secret first: a connection without one would be broken, a secret without one is merely unused. */
  async save(): Promise<Connection | undefined> {
    if (!this.verified || !this.secret || !this.name) return undefined;
    const connection = { ...this.verified.connection, name: this.name };
    await this.services.vault.set(connection, this.secret);
    await (await this.services.vault.others()).set(connection, this.entered.at(connection.url).secrets);
    await this.services.store.put(connection);
    await tellConnected(this.services, connection, this.verified);
    return connection;
  }

  private get title(): string {
    if (!this.product) return t('Add Connection');
    return this.product === Product.jenkins ? t('Add Jenkins Connection') : t('Add Jira Connection');
  }

  private get isCloud(): boolean {
    return this.flavor === JiraFlavor.cloud;
  }

  private get hasOneLogin(): boolean {
    return this.product === Product.jenkins || this.isCloud;
  }

  private get login(): JiraLogin {
    return this.hasOneLogin ? JiraLogin.basic : this.chosenLogin;
  }

  /** Undefined where the server tells it only after a login. */
  private get flavor(): JiraFlavor | undefined {
    const { jira, url } = this.address ?? {};
    return jira?.flavor ?? (url !== undefined && isCloudGateway(BaseUrl.parse(url)) ? JiraFlavor.cloud : undefined);
  }

  private async askProduct(): Promise<Answer<Product>> {
    const items = [
      { label: 'Jenkins', description: t('jobs, builds and logs'), value: Product.jenkins },
      { label: 'Jira', description: t('issues and comments, on Cloud, Server and Data Center'), value: Product.jira },
    ];
    const placeholder = t('What do you want to connect?');
    return keep(await askPick({ title: this.title, placeholder, items }), product => {
      this.product = product;
    });
  }

  private async askAddress(canGoBack: boolean): Promise<Answer<Address>> {
    const known: KnownAddress = {
      id: this.id,
      product: this.product ?? Product.jenkins,
      url: this.address?.url ?? this.beginning.url,
      network: this.address?.network ?? this.beginning.network ?? {},
      entered: this.entered,
    };
    const asking = { title: this.title, canGoBack };
    return keep(await askAddress(this.services.sessions, known, asking), address => {
      this.address = address;
    });
  }

  /** Only Server and Data Center have two kinds of login. */
  private async askLogin(): Promise<Answer<unknown>> {
    if (this.hasOneLogin) return notAsked;
    const jira = this.address?.jira;
    const server = jira ? jiraName(jira.flavor, jira.version) : 'Jira';
    const placeholder = t('How do you sign in to {0}?', server);
    const asking = { title: this.title, canGoBack: true };
    return keep(await askLogin(placeholder, asking, this.chosenLogin), login => {
      this.chosenLogin = login;
    });
  }

  private async askUser(): Promise<Answer<unknown>> {
    if (this.login === JiraLogin.bearer) return notAsked;
    const prompt = this.userPrompt();
    return keep(await askUser(prompt, { title: this.title, canGoBack: true }, this.user), user => {
      this.user = user;
    });
  }

  private userPrompt(): string {
    if (this.isCloud) return t('The e-mail address of your Atlassian account');
    const isUnknown = this.product === Product.jira && this.flavor === undefined;
    return isUnknown ? t('Your user name there; for Jira Cloud your e-mail address') : t('Your user name there');
  }

  private askSecret(): Promise<Answer<unknown>> {
    const draft = this.draft();
    const { entered } = this;
    return askSecret({
      title: this.title,
      canGoBack: true,
      prompt: this.secretPrompt(),
      tokenPage: tokenPage({ ...draft, kind: draft.auth.kind }),
      url: draft.url,
      entered,
      verify: async (secret, signal) => {
        const { names, secrets } = entered.at(draft.url);
        const { sessions } = this.services;
        this.verified = await verifyConnection(sessions, { ...draft, ...names }, secret, signal, secrets);
        this.secret = secret;
      },
    });
  }

  private secretPrompt(): string {
    if (this.product === Product.jenkins) return t('Your API token (or password)');
    if (this.isCloud) return t('Your API token');
    return this.login === JiraLogin.bearer ? t('Your personal access token') : t('Your password or token');
  }

  private async askName(): Promise<Answer<string>> {
    const suggested = this.name ?? BaseUrl.parse(this.address?.url ?? '').host;
    const asking = { title: this.title, canGoBack: true };
    return keep(await askName(this.services.store.all(), asking, suggested), name => {
      this.name = name;
    });
  }

  private draft(): Connection {
    const base = { id: this.id, name: '', url: this.address?.url ?? '', ...this.address?.network };
    const user = this.user ?? '';
    if (this.product === Product.jenkins) {
      return { ...base, product: Product.jenkins, auth: { kind: JenkinsSecretKind.apiToken, user } };
    }
    const flavor = this.flavor ?? JiraFlavor.dataCenter;
    const auth = this.login === JiraLogin.bearer ? { kind: JiraLogin.bearer } : { kind: JiraLogin.basic, user };
    return { ...base, product: Product.jira, flavor, auth };
  }
}

function keep<T>(answer: Answer<T>, set: (value: T) => void): Answer<T> {
  if (answer.kind === 'answered') set(answer.value);
  return answer;
}
