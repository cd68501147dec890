import * as vscode from 'vscode';
import { restCalls } from '../../../snippets/restCalls.ts';
import { notifyInformation, notifyWarning } from '../../shell/messages/notifications.ts';
import { editorLanguage } from './editorLanguage.ts';
import { groovyLanguages } from './groovyLanguages.ts';

const { t } = vscode.l10n;
const maxNamed = 5;

/** *Generate Restrictions From Script*: the least rules for the calls of the file in front. */
export async function restrictScript(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return notifyInformation(t('Open the script first.'));
  const { calls, others } = restCalls(document.getText(), groovyLanguages.has(editorLanguage(document)));
  if (others.length > 0) {
    const named = others.slice(0, maxNamed).join(', ') + (others.length > maxNamed ? ', …' : '');
    notifyWarning(t('Restrictions have no rules for the methods of these calls: {0}.', named));
    if (calls.length === 0) return;
  }
  if (calls.length === 0) return notifyInformation(t('No call of Jira’s REST API was found in this file.'));
  await vscode.commands.executeCommand('jenkinsJira.generateRestrictions', { calls });
}
