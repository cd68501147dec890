import * as vscode from 'vscode';
import { type ExtraHeaders, mergeExtraHeaders } from '../../../http/extraHeaders.ts';
import { checkCookieValue, checkValue } from '../../../http/parseExtraHeaders.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText, type Checked } from '../../shell/dialogs/askText.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';
import { checked, headerPrompt, readHeaders } from './enteredSecrets.ts';

const { t } = vscode.l10n;

/** Headers and cookies of a connection, some of which may not be stored on this machine. */
export interface KnownHeaders {
  readonly title: string;
  readonly url: string;
  readonly names: readonly string[];
  readonly headers: ExtraHeaders;
}

/** Asks for a change of the headers and cookies for a gateway: another value, one more, or one less. */
export async function askHeaders(known: KnownHeaders): Promise<ExtraHeaders | undefined> {
  if (known.names.length === 0) return add(known);
  const answer = await askPick<() => Promise<ExtraHeaders | undefined>>({
    title: known.title,
    placeholder: t('Select the cookie or header to change'),
    items: [
      ...known.names.map(name => ({ label: t('Replace {0}', name), value: () => replace(known, name) })),
      { label: t('Add a cookie or header'), value: () => add(known) },
      ...known.names.map(name => ({ label: t('Remove {0}', name), value: async () => without(known, name) })),
    ],
  });
  return answer.kind === 'answered' ? answer.value() : undefined;
}

/** Asks for new values right away where there is a single one. */
export function askReplacement(known: KnownHeaders): Promise<ExtraHeaders | undefined> {
  const [only, ...others] = known.names;
  return only !== undefined && others.length === 0 ? replace(known, only) : askHeaders(known);
}

function add(known: KnownHeaders): Promise<ExtraHeaders | undefined> {
  return askIn(known, headerPrompt(known.url), text => readHeaders(text));
}

function replace(known: KnownHeaders, label: string): Promise<ExtraHeaders | undefined> {
  const cookie = /^Cookie (.*)$/.exec(label)?.[1];
  const name = cookie ?? label;
  const prompt = t('New value of {0}. {1}', label, headerPrompt(known.url));
  return askIn(known, prompt, text =>
    checked(() => {
      const prefix = `${name}${cookie === undefined ? ':' : '='}`;
      const typed = text.trim();
      const bare = typed.toLowerCase().startsWith(prefix.toLowerCase()) ? typed.slice(prefix.length) : typed;
      const value = cookie === undefined ? checkValue(name, bare) : checkCookieValue(name, bare);
      secretsInUse.keepOut(value);
      return cookie === undefined
        ? { headers: [{ name, value }], cookies: [] }
        : { headers: [], cookies: [{ name, value }] };
    }),
  );
}

async function askIn(
  known: KnownHeaders,
  prompt: string,
  check: (text: string) => Checked<ExtraHeaders>,
): Promise<ExtraHeaders | undefined> {
  const answer = await askText<ExtraHeaders>({ title: known.title, prompt, password: true, check });
  return answer.kind === 'answered' ? mergeExtraHeaders(known.headers, answer.value) : undefined;
}

function without({ headers: { headers, cookies } }: KnownHeaders, name: string): ExtraHeaders {
  const rest = { headers: headers.filter(each => each.name !== name), cookies };
  return { ...rest, cookies: cookies.filter(each => `Cookie ${each.name}` !== name) };
}
