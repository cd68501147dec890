import * as vscode from 'vscode';
import { decodedUri } from '../../../base/decodedUri.ts';
import { mayStart } from '../../../jenkins/session/givenRequest.ts';
import { type Connection, Product } from '../../connections/settings/connection.ts';
import { confirmProtected } from '../../jenkins/jobs/protectedJobs.ts';

const { t } = vscode.l10n;

/** Confirms a given request that changes a protected job, or starts it, as each command that does so. */
export async function confirmGiven(
  { method, path }: { readonly method: string; readonly path: string },
  connection: Connection,
): Promise<boolean> {
  if (connection.product !== Product.jenkins || (method === 'GET' && !mayStart(path))) return true;
  const job = jobOfPath(path);
  return job === undefined || confirmProtected({ connection, job }, t('Send {0}', method));
}

/** Full name of the job that a path is about, through views too, or that its query names. */
export function jobOfPath(path: string): string | undefined {
  const { pathname, searchParams } = new URL(path, 'http://localhost');
  const segments = pathname.split('/').filter(Boolean).map(decodedUri);
  const names: string[] = [];
  for (let i = 0; i < segments.length; i++) {
    const [segment, next] = [segments[i], segments[i + 1]];
    if (segment === 'job' && next !== undefined) names.push(next);
    else if (segment !== 'view' && names.length > 0) break;
    if (segment === 'job' || segment === 'view') i++;
  }
  if (names.length > 0) return names.join('/');
  return (segments.includes('buildByToken') && searchParams.get('job')) || undefined;
}
