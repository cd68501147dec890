import * as vscode from 'vscode';
import { frontUri } from '../../shell/commands/frontUri.ts';
import type { BuildRef } from './jobRef.ts';

/** Job, or build, of the editor in front, as the target of a command: of a log, an explanation, a script, a configuration. */
export function frontJob():
  | { readonly connection: { readonly id: string }; readonly job: string; readonly number: number | undefined }
  | undefined {
  const uri = frontUri();
  if (!uri?.scheme.startsWith('jenkins-')) return undefined;
  const query = new URLSearchParams(uri.query);
  const [id, job, number] = ['connection', 'job', 'number'].map(name => query.get(name));
  return id && job ? { connection: { id }, job, number: number ? Number(number) : undefined } : undefined;
}

/** Whether a person looks at a build: its log, or its explanation. */
export function isBuildInFront({ connection, job, number }: BuildRef): boolean {
  const front = vscode.window.state.focused ? frontJob() : undefined;
  return front?.connection.id === connection.id && front.job === job && front.number === number;
}
