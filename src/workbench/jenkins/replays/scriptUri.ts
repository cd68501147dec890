import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { mainScript } from '../../../jenkins/pipelines/replayPage.ts';
import { isServerText } from '../../shell/drafts/comparison.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { replayScheme } from './replayScheme.ts';

const { t } = vscode.l10n;

/** Script of a run. */
export interface ScriptRef extends BuildRef {
  readonly script: string;
}

/** URI of a run's script as a document; it holds all parts, so that an editor can be restored after a reload. */
export function scriptUri({ connection, job, number, script }: ScriptRef): vscode.Uri {
  const query = new URLSearchParams({ connection: connection.id, job, number: String(number), script });
  const where = `${readableName(job).split('/').slice(-2).join(' ')} #${number}`;
  const name = `${script === mainScript ? 'Main Script' : script} (${where})`.replaceAll('/', '∕');
  // The language goes by the end of the name.
  return vscode.Uri.from({ scheme: replayScheme, path: `/${name}.groovy`, query: query.toString() });
}

/** Script of a command: the given one, or that in front; the draft, also on the side of what ran. */
export function draftUriOf(target: unknown): vscode.Uri | undefined {
  const uri = target instanceof vscode.Uri ? target : vscode.window.activeTextEditor?.document.uri;
  if (uri?.scheme !== replayScheme) return undefined;
  return isServerText(uri) ? uri.with({ query: uri.query.slice(0, uri.query.lastIndexOf('&')) }) : uri;
}

export function nameOf({ job, number }: BuildRef): string {
  return `${readableName(job)} #${number}`;
}

/** Name of a script for a person. */
export function labelOf(script: string): string {
  return script === mainScript ? t('Main script') : script;
}
