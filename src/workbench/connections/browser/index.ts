import * as vscode from 'vscode';
import { asString, asText, isObject } from '../../../base/json.ts';
import { BaseUrl } from '../../../http/baseUrl.ts';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import type { ConnectionStore } from '../settings/connectionStore.ts';
import { pickConnection } from '../settings/pickConnection.ts';

/** *Open in Browser* for every node with a page of its own. */
export function register({ commands, store }: { commands: CommandTable; store: ConnectionStore }): vscode.Disposable {
  return commands.register({
    async openInBrowser(target) {
      const page = pageOf(target, store) ?? (await pickPage(store));
      if (page) await vscode.env.openExternal(vscode.Uri.parse(page.href));
    },
  });
}

/** Page of a node, on the address of its connection and never on an address that a server reported. */
function pageOf(target: unknown, store: ConnectionStore): URL | undefined {
  if (!isObject(target) || !isObject(target['connection'])) return undefined;
  const path = asString(target['webPath']);
  const connection = store.find(asText(target['connection']['id']));
  return path && connection ? BaseUrl.parse(connection.url).resolve(path) : undefined;
}

async function pickPage(store: ConnectionStore): Promise<URL | undefined> {
  const answer = await pickConnection(store.all(), {
    title: vscode.l10n.t('Open in Browser'),
    placeholder: vscode.l10n.t('Which server?'),
  });
  return answer.kind === 'answered' ? BaseUrl.parse(answer.value.url).resolve('/') : undefined;
}
