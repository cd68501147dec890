import * as vscode from 'vscode';
import { askMany } from '../../shell/dialogs/askMany.ts';
import { showInformation } from '../../shell/messages/notifications.ts';
import type { ConnectionStore } from '../settings/connectionStore.ts';
import { Failure } from '../words/failure.ts';
import { writeConnections } from './connectionsFile.ts';

const { t } = vscode.l10n;

/** Saves connections for others of the team. */
export async function exportConnections(store: ConnectionStore): Promise<void> {
  const title = t('Export Connections Without Secrets');
  const chosen = await askMany<string>({
    title,
    placeholder: t('Names, addresses and proxies are saved; users, secrets and certificates are not'),
    items: store.all().map(({ id, name, url }) => ({ label: name, description: url, value: id, picked: true })),
  });
  if (chosen.kind !== 'answered' || chosen.value.length === 0) return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = await vscode.window.showSaveDialog({
    title,
    filters: { JSON: ['json'] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, 'jenkins-jira.connections.json') }),
  });
  if (!file) return;
  const text = writeConnections(store.all().filter(({ id }) => chosen.value.includes(id)));
  try {
    await vscode.workspace.fs.writeFile(file, Buffer.from(text));
  } catch (error) {
    throw new Failure(t('Could not save {0}.', file.fsPath), error);
  }
  const open = t('Open File');
  const saved = t('Exported {0} connections. Others add them with “Import Connections…”.', chosen.value.length);
  if ((await showInformation(saved, open)) === open) await vscode.window.showTextDocument(file);
}
