import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { addressOf, buildOfLog } from '../logs/logUri.ts';
import { failureScheme } from './failureNames.ts';

/** URI of the page that explains a build's failure; it holds all parts, so that it can be restored after a reload. */
export function failureUri({ connection, job, number }: BuildRef): vscode.Uri {
  const name = readableName(job).split('/').slice(-2).join(' ');
  const query = new URLSearchParams({ connection: connection.id, job, number: String(number) });
  return vscode.Uri.from({ scheme: failureScheme, path: `/${name} #${number}`, query: query.toString() });
}

/** Build of a page; undefined when its connection is gone. */
export function buildOfFailure(
  uri: vscode.Uri,
  find: (id: string) => JenkinsConnection | undefined,
): BuildRef | undefined {
  const address = addressOf(uri);
  return address && buildOfLog(address, find);
}
