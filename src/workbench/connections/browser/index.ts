import * as vscode from 'vscode';
import { asString, asText, isObject } from '../../../base/json.ts';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { Connection } from '../settings/connection.ts';
import type { ConnectionStore } from '../settings/connectionStore.ts';
import { pickConnection } from '../settings/pickConnection.ts';

export interface BrowserDeps {
  readonly commands: CommandTable;
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
}

interface Page {
  readonly connection: Connection;
  readonly path: string;
}

/** *Open in Browser* and *Copy Link* for every node with a page of its own. */
export function register({ commands, store, sessions }: BrowserDeps): vscode.Disposable {
  const linkOf = async ({ connection, path }: Page) => {
    const { pagesOf } = await import('../sessions/pages.ts');
    return (await pagesOf(connection, sessions)).resolve(path).href;
  };
  return commands.register({
    async openInBrowser(target) {
      const page = pageOf(target, store) ?? (await pickPage(store));
      if (page) await open(await linkOf(page));
    },
    async copyLink(target, selected) {
      const nodes = Array.isArray(selected) && selected.length > 1 ? selected : [target];
      const pages = nodes.flatMap(node => pageOf(node, store) ?? []);
      const links = await Promise.all(pages.map(linkOf));
      if (links.length > 0) await vscode.env.clipboard.writeText(links.join('\n'));
    },
  });
}

/** Encoded signs of a query that mean something else once `Uri` has decoded them. */
const signs = /\?.*%(?:23|26|2B|3F)/i;

async function open(link: string): Promise<void> {
  if (signs.test(link)) await vscode.commands.executeCommand('vscode.open', link);
  else await vscode.env.openExternal(vscode.Uri.parse(link));
}

/** Page of a node. */
function pageOf(target: unknown, store: ConnectionStore): Page | undefined {
  if (!isObject(target) || !isObject(target['connection'])) return undefined;
  const path = asString(target['webPath']);
  const connection = store.find(asText(target['connection']['id']));
  return path && connection ? { connection, path } : undefined;
}

async function pickPage(store: ConnectionStore): Promise<Page | undefined> {
  const answer = await pickConnection(store.all(), {
    title: vscode.l10n.t('Open in Browser'),
    placeholder: vscode.l10n.t('Select a server'),
  });
  return answer.kind === 'answered' ? { connection: answer.value, path: '/' } : undefined;
}
