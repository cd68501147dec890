import * as vscode from 'vscode';
import { shownItems } from '../../shell/dialogs/shownItems.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import type { ShownTests } from './shownTests.ts';

const { t } = vscode.l10n;

/** Opens the file of a test at its line, and has the extension of its language run it. */
export async function runAtCursor(shown: ShownTests, id: string): Promise<void> {
  const found = await shown.placesOf(id);
  if (!found) return;
  const { name, places } = found;
  if (places.length === 0) {
    notifyInformation(t('No file in this workspace contains the test {0}.', name));
    return;
  }
  const place = places.length === 1 ? places[0] : await choose(name, places);
  if (!place) return;
  const document = await vscode.workspace.openTextDocument(place.uri);
  await vscode.window.showTextDocument(document, { selection: place.range, preview: false });
  await vscode.commands.executeCommand('testing.runAtCursor');
}

async function choose(name: string, places: readonly vscode.Location[]): Promise<vscode.Location | undefined> {
  const items = places.map(place => ({ label: vscode.workspace.asRelativePath(place.uri), place }));
  const chosen = await vscode.window.showQuickPick(shownItems(items), {
    title: t('Select the file that contains the test {0}', name),
  });
  return chosen?.place;
}
