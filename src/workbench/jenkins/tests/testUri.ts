import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { TestIdentity } from '../../../jenkins/tests/testPath.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import type { BuildRef } from '../jobs/jobRef.ts';

export const testScheme = 'jenkins-test';

/** Failed test of a build, by its names. */
export interface TestName {
  readonly className: string;
  readonly name: string;
  /** Cell or module, stages and branches that it ran in; undefined in a URI of old, which means all of them. */
  readonly place: readonly string[] | undefined;
}

/** Parts of a test's place, which tell it from others of its name. */
export function placeOf({ child = '', blocks }: Pick<TestIdentity, 'child' | 'blocks'>): string[] {
  return [child, ...blocks];
}

/** URI of a failed test's document; it holds all parts, so that an editor can be restored. */
export function testUri({ connection, job, number }: BuildRef, test: TestIdentity): vscode.Uri {
  const { className, name } = test;
  const title = `${name} (${readableName(job).split('/').slice(-2).join(' ')} #${number})`.replaceAll('/', '∕');
  const query = new URLSearchParams({ connection: connection.id, job, number: String(number), className, name });
  for (const part of placeOf(test)) query.append('place', part);
  return vscode.Uri.from({ scheme: testScheme, path: `/${title}.txt`, query: query.toString() });
}

/** Parses a URI; undefined when its connection is gone. */
export function testOf(
  uri: vscode.Uri,
  find: (id: string) => JenkinsConnection | undefined,
): { readonly build: BuildRef; readonly test: TestName } | undefined {
  const query = new URLSearchParams(uri.query);
  const connection = find(query.get('connection') ?? '');
  const job = query.get('job');
  const number = Number(query.get('number'));
  if (!connection || !job || !Number.isSafeInteger(number) || number < 1) return undefined;
  const place = query.has('place') ? query.getAll('place') : undefined;
  const test = { className: query.get('className') ?? '', name: query.get('name') ?? '', place };
  return { build: { connection, job, number }, test };
}
