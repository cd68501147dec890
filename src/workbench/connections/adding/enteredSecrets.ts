import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { type ExtraHeaders, mergeExtraHeaders, noExtraHeaders } from '../../../http/extraHeaders.ts';
import { ExtraHeaderError, ExtraHeaderProblem, parseExtraHeaders } from '../../../http/parseExtraHeaders.ts';
import { type Aside, askText, type Checked } from '../../shell/dialogs/askText.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import type { NewSecrets } from '../secrets/otherSecrets.ts';
import type { ClientSecrets } from '../settings/connection.ts';
import { askPassphrase } from './certificateFiles.ts';

const { t } = vscode.l10n;

/** Secrets of an address that is already known. */
interface KnownSecrets {
  readonly url: string;
  readonly headers: ExtraHeaders;
  readonly client?: ClientSecrets | undefined;
}

/** Parts of a connection and its secrets at an address. */
interface Entered {
  readonly names: { readonly headerNames?: readonly string[] };
  readonly secrets: NewSecrets & { readonly headers: ExtraHeaders };
}

/**
 * Secrets besides that of the login, as entered so far while a connection is asked for, each for one origin: headers and
 * cookies for a gateway, with the button for more, and those of the client certificate.
 */
export class EnteredSecrets {
  readonly title: string;
  private headers: ExtraHeaders;
  /** Origin of the headers; undefined until an address was typed. */
  private origin: string | undefined;
  private client: ClientSecrets | undefined;
  /** Origin of the client certificate, likewise. */
  private clientOrigin: string | undefined;

  /** @param known those of an address that is already known */
  constructor(title: string, known?: KnownSecrets) {
    this.title = title;
    this.headers = known?.headers ?? noExtraHeaders;
    this.client = known?.client;
    this.origin = known && BaseUrl.parse(known.url).origin;
    this.clientOrigin = this.origin;
  }

  /** Secrets for an address: none that were entered for another origin. */
  at(url: string): Entered {
    const { origin } = BaseUrl.parse(url);
    if (namesOf(this.headers).length > 0) this.origin ??= origin;
    const headers = origin === this.origin ? this.headers : noExtraHeaders;
    const client = this.clientAt(url);
    return { names: headerNamesOf(headers), secrets: { headers, ...(client && { client }) } };
  }

  clientAt(url: string): ClientSecrets | undefined {
    const { origin } = BaseUrl.parse(url);
    if (this.client) this.clientOrigin ??= origin;
    return origin === this.clientOrigin ? this.client : undefined;
  }

  /** @param url may not be typed yet, or not to its end */
  setClient(url: string, client: ClientSecrets): void {
    this.client = client;
    this.clientOrigin = originIn(url);
  }

  /**
   * Asks for the passphrase of the client certificate, to show it to another origin too.
   * @returns whether it may be shown there
   */
  async carryClient(url: string, name: string): Promise<boolean> {
    const client = await carriedClient(this.title, url, name, this.client);
    if (client) this.setClient(url, client);
    return client !== undefined;
  }

  /** Button of a box about a server. @param urlIn address of the server, from the text of the box */
  buttonFor(urlIn: (text: string) => string) {
    return {
      button: { iconPath: new vscode.ThemeIcon('shield'), tooltip: buttonName() },
      run: async (text: string, aside: Aside) => {
        await aside(() => this.ask(urlIn(text)));
      },
    };
  }

  /** Sentence for a page that answered at an address instead of the server. */
  adviceFor(url: string): string {
    return this.at(url).names.headerNames
      ? t('The cookie or header that you added was not accepted.')
      : t('If it is a sign-on gateway, add its cookie with the button “{0}” above.', buttonName());
  }

  private async ask(url: string): Promise<void> {
    const added = await askText<ExtraHeaders>({
      title: this.title,
      prompt: headerPrompt(url),
      password: true,
      check: text => readHeaders(text),
    });
    if (added.kind !== 'answered') return;
    const origin = originIn(url);
    const known = origin === this.origin ? this.headers : noExtraHeaders;
    this.headers = mergeExtraHeaders(known, added.value);
    this.origin = origin;
  }
}

/** Asks for the passphrase of a client certificate; its secrets with that are for another origin. */
export async function carriedClient(
  title: string,
  url: string,
  name: string,
  client: ClientSecrets | undefined,
): Promise<ClientSecrets | undefined> {
  const { host } = BaseUrl.parse(url);
  const prompt = t('Passphrase of {0}, to show this certificate to {1} too. Leave empty for none', name, host);
  const passphrase = client && (await askPassphrase(title, prompt));
  if (!client || passphrase === undefined) return undefined;
  const { passphrase: _, ...rest } = client;
  return { ...rest, ...(passphrase && { passphrase }) };
}

function originIn(url: string): string | undefined {
  try {
    return BaseUrl.parse(url).origin;
  } catch {
    return undefined; // not typed yet, or not to its end
  }
}

function buttonName(): string {
  return t('Add Gateway Cookie or Header');
}

/** Names as the settings have them. */
function namesOf({ headers, cookies }: ExtraHeaders): readonly string[] {
  return [...headers.map(({ name }) => name), ...cookies.map(({ name }) => `Cookie ${name}`)];
}

/** Part of a connection that names its headers and cookies. */
export function headerNamesOf(headers: ExtraHeaders): { readonly headerNames?: readonly string[] } {
  const headerNames = namesOf(headers);
  return headerNames.length > 0 ? { headerNames } : {};
}

/** Says what to enter, and where a person finds it. */
export function headerPrompt(url: string): string {
  const origin = originIn(url);
  const where = origin === undefined ? t('the server') : new URL(origin).host;
  return t(
    'The gateway’s cookie as name=value, or a header as Name: value. Sign in to {0} in a browser and open its developer tools (F12): the cookie is under Application or Storage, Cookies, {0}.',
    where,
  );
}

/** Reads headers and cookies; a problem is a sentence. */
export function readHeaders(text: string): Checked<ExtraHeaders> {
  return checked(() => {
    const headers = parseExtraHeaders(text);
    for (const { value } of [...headers.headers, ...headers.cookies]) secretsInUse.keepOut(value);
    return headers;
  });
}

/** Runs a reading of headers; a problem is a sentence. */
export function checked<T>(read: () => T): Checked<T> {
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof ExtraHeaderError)) throw error;
    return { problem: problemWords(error) };
  }
}

function problemWords({ problem, header }: ExtraHeaderError): string {
  const words: Readonly<Record<ExtraHeaderProblem, string>> = {
    [ExtraHeaderProblem.malformed]: t('Enter a cookie as name=value, or a header as Name: value.'),
    [ExtraHeaderProblem.name]: t('“{0}” is not a name of a header or a cookie.', header),
    [ExtraHeaderProblem.value]: t(
      'The value of {0} is empty or has characters that cannot be sent. Copy it again.',
      header,
    ),
    [ExtraHeaderProblem.reserved]: t('{0} is set by the extension itself. A gateway has a header of its own.', header),
    [ExtraHeaderProblem.session]: t('{0} is the session of Jenkins or Jira, not of the gateway. Leave it out.', header),
    [ExtraHeaderProblem.twice]: t('{0} is there twice. Leave one out.', header),
  };
  return words[problem];
}
