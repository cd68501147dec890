import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { addressOf, buildOfLog } from '../logs/logUri.ts';
import { comparisonScheme } from './comparisonNames.ts';

/** Two builds of one Jenkins; of the same job, the earlier one first. */
export type BuildPair = readonly [BuildRef, BuildRef];

/** Whether both are builds of the same job. */
export function isOneJob([first, second]: BuildPair): boolean {
  return first.job === second.job;
}

/** Two builds in their order; undefined for a build and itself, and for builds of two connections. */
export function pairOf(one: BuildRef, other: BuildRef): BuildPair | undefined {
  if (one.connection.id !== other.connection.id) return undefined;
  if (one.job !== other.job) return [one, other];
  if (one.number === other.number) return undefined;
  return one.number < other.number ? [one, other] : [other, one];
}

/** URI of the page that compares two builds; it holds all parts, so that it can be restored after a reload. */
export function comparisonUri([first, second]: BuildPair): vscode.Uri {
  const nameOf = (job: string) => readableName(job).split('/').slice(-2).join(' ');
  const other = first.job === second.job ? '' : `${nameOf(second.job)} `;
  const query = new URLSearchParams({ connection: first.connection.id, job: first.job, number: String(first.number) });
  query.set('otherJob', second.job);
  query.set('otherNumber', String(second.number));
  const path = `/${nameOf(first.job)} #${first.number} ↔ ${other}#${second.number}`;
  return vscode.Uri.from({ scheme: comparisonScheme, path, query: query.toString() });
}

/** Builds of a page; undefined when their connection is gone. */
export function pairOfUri(uri: vscode.Uri, find: (id: string) => JenkinsConnection | undefined): BuildPair | undefined {
  const address = addressOf(uri);
  const first = address && buildOfLog(address, find);
  const query = new URLSearchParams(uri.query);
  const job = query.get('otherJob');
  const number = Number(query.get('otherNumber'));
  if (!first || !job || !Number.isSafeInteger(number) || number < 1) return undefined;
  return [first, { connection: first.connection, job, number }];
}
