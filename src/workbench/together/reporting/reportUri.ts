import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { BuildRef } from '../../jenkins/jobs/jobRef.ts';
import { reportScheme } from './reportNames.ts';

/** URI of the report of a build as a document; it holds all parts, so that an editor can be restored after a reload. */
export function reportUri(build: BuildRef): vscode.Uri {
  const { connection, job, number } = build;
  const query = new URLSearchParams({ connection: connection.id, job, number: String(number) });
  // The language goes by the end of the name.
  const path = `/${vscode.l10n.t('Report on {0}', nameOf(build)).replaceAll('/', '∕')}.md`;
  return vscode.Uri.from({ scheme: reportScheme, path, query: query.toString() });
}

/** Report of a command: the given one, or that in front. */
export function reportUriIn(target: unknown): vscode.Uri | undefined {
  const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === reportScheme ? uri : undefined;
}

/** "payments/main #51". */
export function nameOf({ job, number }: Pick<BuildRef, 'job' | 'number'>): string {
  return `${readableName(job)} #${number}`;
}
