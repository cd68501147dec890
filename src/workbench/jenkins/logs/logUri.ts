import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import type { BuildRef } from '../jobs/jobRef.ts';

export const logScheme = 'jenkins-log';
/** Scheme of a log as plain text, whole or a page of it. */
export const logTextScheme = 'jenkins-log-text';
export const logViewType = 'jenkinsJira.log';

/** Parts of a log's URI. */
export interface LogAddress {
  /** The connection's id. */
  readonly connection: string;
  readonly job: string;
  readonly number: number;
}

/** URI of a build's log as a document. It holds all parts, so that an editor can be restored after a reload. */
export function logUri({ connection, job, number }: BuildRef): vscode.Uri {
  return uriOf(logScheme, { connection: connection.id, job, number });
}

/** URI of its text, or of a page of it, counted from 1. */
export function logTextUri(address: LogAddress, page?: number): vscode.Uri {
  return uriOf(logTextScheme, address, page);
}

function uriOf(scheme: string, { connection, job, number }: LogAddress, page?: number): vscode.Uri {
  const name = readableName(job).split('/').slice(-2).join(' ');
  // Two editors of a log lie beside each other, and their names tell them apart.
  const form = scheme === logTextScheme ? ' as text' : '';
  const part = page === undefined ? form : `${form} (${page})`;
  const query = new URLSearchParams({ connection, job, number: String(number) });
  if (page !== undefined) query.set('page', String(page));
  return vscode.Uri.from({ scheme, path: `/${name} #${number}${part}.log`, query: query.toString() });
}

/** Parses a URI; undefined when it is none of a log. */
export function addressOf(uri: vscode.Uri): LogAddress | undefined {
  const query = new URLSearchParams(uri.query);
  const connection = query.get('connection');
  const job = query.get('job');
  const number = Number(query.get('number'));
  return connection && job && Number.isSafeInteger(number) && number > 0 ? { connection, job, number } : undefined;
}

/** Page of a URI. */
export function pageOf(uri: vscode.Uri): number | undefined {
  const page = Number(new URLSearchParams(uri.query).get('page'));
  return Number.isSafeInteger(page) && page > 0 ? page : undefined;
}

/** Build of a log document; undefined when its connection is gone. */
export function buildOfLog(
  address: LogAddress,
  find: (id: string) => JenkinsConnection | undefined,
): BuildRef | undefined {
  const connection = find(address.connection);
  return connection && { connection, job: address.job, number: address.number };
}
