import * as vscode from 'vscode';
import { BaseUrl } from '../../../http/baseUrl.ts';
import { type Call, CallMethod } from '../../../snippets/call.ts';
import { type JiraConnection, Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { languageId } from '../../jira/restrictions/engine.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { callBaseOf } from './callBase.ts';
import type { CallChoice } from './callChoice.ts';

const { t } = vscode.l10n;

/** Call to a URL that token restrictions are to be tested by; undefined where none are in front. */
export function restrictionCalls(store: ConnectionStore): CallChoice[] | undefined {
  if (vscode.window.activeTextEditor?.document.languageId !== languageId) return undefined;
  const label = t('Test URL');
  return [{ label, detail: t('A call with the token that these rules restrict.'), make: () => askCall(store) }];
}

async function askCall(store: ConnectionStore) {
  const connections = store.ofProduct(Product.jira);
  const answer = await askText<{ connection: JiraConnection; path: string }>({
    title: t('Test URL'),
    prompt: t('Full URL on a connected Jira, including the query string'),
    placeholder: `${connections[0]?.url ?? 'https://jira.example.com'}/rest/api/2/issue/PAY-431`,
    check(text) {
      const connection = connections.find(({ url }) => pathBelow(url, text.trim()) !== undefined);
      if (!connection) return { problem: t('Enter a URL on the address of a connected Jira.') };
      return { value: { connection, path: pathBelow(connection.url, text.trim()) ?? '' } };
    },
  });
  if (answer.kind !== 'answered') return undefined;
  const method = await askMethod();
  return method && callTo(answer.value, method);
}

async function askMethod(): Promise<CallMethod | undefined> {
  const answer = await askPick<CallMethod>({
    title: t('Test URL'),
    placeholder: t('HTTP method of the request'),
    items: Object.values(CallMethod).map(value => ({ label: value, value })),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

function callTo({ connection, path }: { connection: JiraConnection; path: string }, method: CallMethod): Call {
  const { notes, ...base } = callBaseOf(connection, method);
  const place = path.replace(/\?.*/s, '');
  const isRead = method === CallMethod.get;
  const what = isRead
    ? t('Tests whether the token may read {0}.', place)
    : t('Tests whether the token may {0} {1}. Where it may, Jira carries the request out.', method, place);
  const hasJson = method === CallMethod.post || method === CallMethod.put;
  return {
    ...{ ...base, method, path },
    ...(hasJson && { body: { kind: 'text', contentType: 'application/json', text: '{}' } }),
    notes: [what, ...notes],
  };
}

/** Encoded path and query of a URL below a base, on its origin alone; undefined for others. */
export function pathBelow(base: string, url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { origin, pathname, search } = new URL(url);
  const known = BaseUrl.parse(base);
  const context = known.contextPath.replace(/\/$/, '');
  if (origin !== known.origin || !(pathname === context || pathname.startsWith(`${context}/`))) return undefined;
  // An address of a server often ends in a slash already.
  return pathname.slice(context.length).replace(/^\/+/, '/') + search;
}
