import * as vscode from 'vscode';
import type { BuildResult } from '../../../jenkins/builds/builds.ts';
import type { Job } from '../../../jenkins/jobs/jobs.ts';
import type { JobKey } from './jobRef.ts';

/** Results of jobs as they were read last, for whatever reason; it asks for none. */
export class JobResults {
  private readonly known = new Map<string, BuildResult | undefined>();
  private readonly told = new vscode.EventEmitter<void>();
  /** Fires at each reading. */
  readonly onDidTake = this.told.event;

  of({ connection, job }: JobKey): BuildResult | undefined {
    return this.known.get(`${connection} ${job}`);
  }

  take({ connection, job }: JobKey, result: BuildResult | undefined): void {
    this.known.set(`${connection} ${job}`, result);
    this.told.fire();
  }
}

/** Result of the last build that has ended; none of a disabled job. */
export function lastResult({ lastBuild, result, disabled }: Job): BuildResult | undefined {
  if (disabled) return undefined;
  return lastBuild?.running === false ? lastBuild.result : result;
}
