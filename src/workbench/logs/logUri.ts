import * as vscode from 'vscode';
import { readableName } from '../../jenkins/index.ts';
import type { JenkinsConnection } from '../connections/connection.ts';
import type { BuildRef } from '../jobs/jobRef.ts';

export const logScheme = 'jenkins-log';

/** The address of a build's log as a document. It says all, so that an editor can be restored after a reload. */
export function logUri({ connection, job, number }: BuildRef): vscode.Uri {
  const title = `${readableName(job).split('/').slice(-2).join(' ')} #${number}.log`;
  const query = new URLSearchParams({ connection: connection.id, job, number: String(number) });
  return vscode.Uri.from({ scheme: logScheme, path: `/${title}`, query: query.toString() });
}

/** The build whose log a document is; undefined when its connection is gone. */
export function buildOfLog(uri: vscode.Uri, find: (id: string) => JenkinsConnection | undefined): BuildRef | undefined {
  const query = new URLSearchParams(uri.query);
  const connection = find(query.get('connection') ?? '');
  const job = query.get('job');
  const number = Number(query.get('number'));
  return connection && job && Number.isSafeInteger(number) && number > 0 ? { connection, job, number } : undefined;
}
