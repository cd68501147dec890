import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { type ExtraHeaders, mergeExtraHeaders, noExtraHeaders } from '../../../http/extraHeaders.ts';
import { ExtraHeaderError, ExtraHeaderProblem, parseExtraHeaders } from '../../../http/parseExtraHeaders.ts';
import { type Aside, askText, type Checked } from '../../shell/dialogs/askText.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import type { NewSecrets } from '../secrets/otherSecrets.ts';

const { t } = vscode.l10n;

/** Headers and cookies as a connection and its secrets have them. */
interface EnteredHeaders {
  readonly names: { readonly headerNames?: readonly string[] };
  readonly secrets: NewSecrets;
}

/**
 * Headers and cookies for a gateway while a connection is asked for: entered so far, for one origin, and the button for
 * more.
 */
export class HeaderEntry {
  private readonly title: string;
  private headers: ExtraHeaders;
  /** Origin of the headers; undefined until an address was typed. */
  private origin: string | undefined;

  /** @param known those of an address that is already known */
  constructor(title: string, known?: { readonly url: string; readonly headers: ExtraHeaders }) {
    this.title = title;
    this.headers = known?.headers ?? noExtraHeaders;
    this.origin = known && BaseUrl.parse(known.url).origin;
  }

  /** Headers for an address: none where they were entered for another origin. */
  at(url: string): EnteredHeaders {
    const { origin } = BaseUrl.parse(url);
    if (namesOf(this.headers).length > 0) this.origin ??= origin;
    const headers = origin === this.origin ? this.headers : noExtraHeaders;
    return { names: headerNamesOf(headers), secrets: { headers } };
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
