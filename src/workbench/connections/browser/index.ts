import * as vscode from 'vscode';
import { asString, asText, isObject } from '../../../base/json.ts';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { openLink } from '../../shell/commands/openLink.ts';
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
      if (page) await openLink(await linkOf(page));
    },
    async copyLink(target, selected) {
      const nodes = Array.isArray(selected) && selected.length > 1 ? selected : [target];
      const pages = nodes.flatMap(node => pageOf(node, store) ?? []);
      const links = await Promise.all(pages.map(linkOf));
      if (links.length > 0) await vscode.env.clipboard.writeText(links.join('\n'));
    },
  });
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
