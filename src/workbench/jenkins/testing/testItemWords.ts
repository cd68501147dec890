import * as vscode from 'vscode';
import type { ReportedTest } from '../../../jenkins/tests/testReport.ts';
import { failingSince } from '../tests/testWords.ts';

const { t } = vscode.l10n;

/** Limit of a name, in characters. */
const maxName = 300;

/** "refusesExpired · payments.CardTest · new": a screen reader reads no label beside a description. */
export function labelOf(test: ReportedTest): string {
  const state = test.isFailed ? failingSince(test) : t('skipped');
  return [test.name.slice(0, maxName), test.className.slice(0, maxName), state].filter(Boolean).join(' · ');
}

/** Message of a failed test, at its place where that is known. */
export function messageOf({ message, stackTrace }: ReportedTest, item: vscode.TestItem): vscode.TestMessage {
  const text = [message, stackTrace].filter(Boolean).join('\n\n') || t('No message.');
  const told = new vscode.TestMessage(text);
  if (item.uri && item.range) told.location = new vscode.Location(item.uri, item.range);
  return told;
}
