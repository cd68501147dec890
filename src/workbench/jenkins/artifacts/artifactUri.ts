import * as vscode from 'vscode';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import type { BuildRef } from '../jobs/jobRef.ts';

export const artifactScheme = 'jenkins-artifact';

/** URI of an artifact as a document; it holds all parts, so that an editor can be restored after a reload. */
export function artifactUri({ connection, job, number }: BuildRef, path: string): vscode.Uri {
  const query = new URLSearchParams({ connection: connection.id, job, number: String(number) });
  return vscode.Uri.from({ scheme: artifactScheme, path: `/${path}`, query: query.toString() });
}

/** Artifact of a document; undefined when its connection is gone. */
export function artifactOf(
  uri: vscode.Uri,
  find: (id: string) => JenkinsConnection | undefined,
): { build: BuildRef; path: string } | undefined {
  const query = new URLSearchParams(uri.query);
  const connection = find(query.get('connection') ?? '');
  const job = query.get('job');
  const number = Number(query.get('number'));
  if (!connection || !job || !Number.isSafeInteger(number) || number < 1) return undefined;
  return { build: { connection, job, number }, path: uri.path.slice(1) };
}
