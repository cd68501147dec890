import type * as vscode from 'vscode';
import type { WireLog } from '../../../http/index.ts';
import { secretsInUse } from '../../shell/messages/secretsInUse.ts';

/** Finished exchange on the wire. */
export type Exchange = Parameters<WireLog>[0];

/** Logs each exchange as a line at the level Debug: method, address without its query, status, time. */
export function wireLog(log: vscode.LogOutputChannel): WireLog {
  return ({ request, status, milliseconds, failure }) => {
    const took = `${Math.round(milliseconds)} ms`;
    const line = failure ? failure.message : `${request.method} ${request.origin}${request.path} ${status}`;
    log.debug(`${secretsInUse.redact(line)}, ${took}`);
  };
}
