import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { JenkinsLoginKind } from '../../../jenkins/session/credentials.ts';
import { AnonymousAccess } from '../../../jenkins/session/verify.ts';
import { JiraLogin } from '../../../jira/session/credentials.ts';
import { JiraFlavor } from '../../../jira/session/flavor.ts';
import { isOnCloud } from '../../../jira/session/gateway.ts';
import { type Answer, askInOrder, notAsked, type Step } from '../../shell/dialogs/answer.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { type Connection, hasSecret, type NetworkSettings, Product } from '../settings/connection.ts';
import type { Address, KnownAddress } from './addressCheck.ts';
import { notifyConnected } from './connected.ts';
import type { ConnectionServices } from './connectionServices.ts';
import { EnteredSecrets } from './enteredSecrets.ts';
import { askAddress, askName, askSecret } from './questions.ts';
import { secretQuestion } from './secretQuestion.ts';
import { jiraName, type Verified, verifyConnection } from './verifyConnection.ts';
import { askJenkinsWay, askJiraLogin, askUser, type JenkinsWay } from './waysToSignIn.ts';

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
  private jenkinsWay: JenkinsWay = JenkinsLoginKind.apiToken;
  /** Whether the person wanted another way than the usual one, where only that is asked for. */
  private wantsOtherWay = false;
  private user: string | undefined;
  private secret = '';
  private verified: Verified | undefined;
  private name: string | undefined;
  private readonly entered: EnteredSecrets;

  constructor(services: ConnectionServices, product: Product | undefined, beginning: Beginning) {
    this.services = services;
    this.product = product;
    this.entered = new EnteredSecrets(this.title);
    this.beginning = beginning;
    this.name = beginning.name;
    this.chosenLogin = Object.values(JiraLogin).find(each => each === beginning.kind) ?? JiraLogin.bearer;
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
    if (!this.verified || !this.name) return undefined;
    const connection = { ...this.verified.connection, name: this.name };
    if (hasSecret(connection)) await this.services.vault.set(connection, this.secret);
    await (await this.services.vault.others()).set(connection, this.entered.at(connection.url).secrets);
    await this.services.store.put(connection);
    await notifyConnected(this.services, { ...this.verified, connection });
    return connection;
  }

  private get title(): string {
    if (!this.product) return t('Add Connection');
    return this.product === Product.jenkins ? t('Add Jenkins Connection') : t('Add Jira Connection');
  }

  private get isCloud(): boolean {
    return this.flavor === JiraFlavor.cloud;
  }

  /** Login of a Jira; Cloud has one way. */
  private get login(): JiraLogin {
    return this.isCloud ? JiraLogin.basic : this.chosenLogin;
  }

  /** Login of a Jenkins. */
  private get way(): JenkinsWay {
    return this.address?.anonymous === AnonymousAccess.everything ? JenkinsLoginKind.anonymous : this.jenkinsWay;
  }

  private get hasUser(): boolean {
    return this.product === Product.jenkins ? this.way === JenkinsLoginKind.apiToken : this.login !== JiraLogin.bearer;
  }

  /** Preselected way to sign in to a Jenkins. */
  private get usualWay(): JenkinsWay {
    const { kind } = this.beginning;
    if (kind === JenkinsLoginKind.bearer) return kind;
    const isOpen = this.address?.anonymous === AnonymousAccess.reading;
    return isOpen && kind === JenkinsLoginKind.anonymous ? kind : JenkinsLoginKind.apiToken;
  }

  /** Whether the answer to the way to sign in is open: most Jenkinses know but users. */
  private get asksWay(): boolean {
    const { anonymous } = this.address ?? {};
    if (this.beginning.kind === JenkinsLoginKind.bearer) return anonymous !== AnonymousAccess.everything;
    return anonymous === undefined || anonymous === AnonymousAccess.reading;
  }

  /** Undefined where the server tells it only after a login. */
  private get flavor(): JiraFlavor | undefined {
    const { jira, url } = this.address ?? {};
    return jira?.flavor ?? (url !== undefined && isOnCloud(BaseUrl.parse(url)) ? JiraFlavor.cloud : undefined);
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
      url: this.address?.url,
      suggested: this.beginning.url,
      network: this.address?.network ?? this.beginning.network ?? {},
      entered: this.entered,
      mayChangeProduct: true,
    };
    const asking = { title: this.title, canGoBack };
    return keep(await askAddress(this.services.sessions, known, asking), address => {
      this.address = address;
      this.product = address.product;
      this.wantsOtherWay = false;
      this.jenkinsWay = this.usualWay;
    });
  }

  private async askLogin(): Promise<Answer<unknown>> {
    if (this.product === Product.jenkins) return this.asksWay ? this.askWay() : notAsked;
    if (this.isCloud) return notAsked;
    const jira = this.address?.jira;
    const server = jira ? jiraName(jira.flavor, jira.version) : 'Jira';
    const placeholder = t('How do you sign in to {0}?', server);
    const asking = { title: this.title, canGoBack: true };
    return keep(await askJiraLogin(placeholder, asking, this.chosenLogin), login => {
      this.chosenLogin = login;
    });
  }

  private async askWay(): Promise<Answer<JenkinsWay>> {
    const answer = await askJenkinsWay({
      title: this.title,
      canGoBack: true,
      placeholder: t('How do you sign in to this Jenkins?'),
      active: this.jenkinsWay,
      offersAnonymous: this.address?.anonymous === AnonymousAccess.reading,
    });
    return keep(answer, way => {
      this.jenkinsWay = way;
    });
  }

  /** The user, or on a button of that question another way to sign in. */
  private async askUser(): Promise<Answer<unknown>> {
    for (;;) {
      if (this.wantsOtherWay) {
        const way = await this.askWay();
        if (way.kind === 'canceled' || !this.hasUser) return way;
        this.wantsOtherWay = false;
      }
      if (!this.hasUser) return notAsked;
      const question = { title: this.title, canGoBack: true, prompt: this.userPrompt(), value: this.user };
      const hasOtherWays = this.product === Product.jenkins && !this.asksWay;
      const answer = await askUser(question, hasOtherWays);
      this.wantsOtherWay = answer.kind === 'answered' && answer.value === undefined;
      if (!this.wantsOtherWay) {
        return keep(answer, user => {
          this.user = user;
        });
      }
    }
  }

  private userPrompt(): string {
    if (this.isCloud) return t('Email address of your Atlassian account');
    const isUnknown = this.product === Product.jira && this.flavor === undefined;
    return isUnknown ? t('Your Jira user name; on Jira Cloud, your email address') : t('Your user name');
  }

  private async askSecret(): Promise<Answer<unknown>> {
    const draft = this.draft();
    if (!hasSecret(draft)) {
      await withDelayedProgress(t('Checking {0}…', draft.url), signal => this.verify(draft, '', signal));
      return notAsked;
    }
    return askSecret({
      ...secretQuestion(draft),
      title: this.title,
      canGoBack: true,
      prompt: this.secretPrompt(),
      url: draft.url,
      entered: this.entered,
      verify: async (secret, signal) => {
        await this.verify(draft, secret, signal);
        this.secret = secret;
      },
    });
  }

  private async verify(draft: Connection, secret: string, signal: AbortSignal): Promise<void> {
    const { names, secrets } = this.entered.at(draft.url);
    this.verified = await verifyConnection(this.services.sessions, { ...draft, ...names }, secret, signal, secrets);
  }

  private secretPrompt(): string {
    if (this.product === Product.jenkins) {
      return this.way === JenkinsLoginKind.bearer ? t('Your access token') : t('Your API token (or password)');
    }
    if (this.isCloud) return t('Your API token');
    if (this.login === JiraLogin.session) return t('Your password');
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
      const kind = this.way;
      return {
        ...base,
        product: Product.jenkins,
        auth: kind === JenkinsLoginKind.apiToken ? { kind, user } : { kind },
      };
    }
    const flavor = this.flavor ?? JiraFlavor.dataCenter;
    const kind = this.login;
    return { ...base, product: Product.jira, flavor, auth: kind === JiraLogin.bearer ? { kind } : { kind, user } };
  }
}

function keep<T>(answer: Answer<T>, set: (value: T) => void): Answer<T> {
  if (answer.kind === 'answered') set(answer.value);
  return answer;
}
