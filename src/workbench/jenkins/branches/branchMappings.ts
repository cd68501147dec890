import * as vscode from 'vscode';
import { asString, isObject } from '../../../base/json.ts';

const setting = 'jenkinsJira.branchJobs';

/** Mapping of a repository to a project that has a job for each branch, or to a single job for all. */
export interface BranchMapping {
  /** Repository, as `repositoryKey` gives it. */
  readonly repository: string;
  /** The connection's id. */
  readonly connection: string;
  /** Full name of a project with a job for each branch; empty for the top level. */
  readonly project?: string;
  /** Full name of the only job. */
  readonly job?: string;
}

/** Reads the person's mappings of repositories to jobs from the settings. */
export function branchMappings(): BranchMapping[] {
  const value: unknown = vscode.workspace.getConfiguration().get(setting);
  return Array.isArray(value) ? value.flatMap(each => parseMapping(each) ?? []) : [];
}

/** Maps a repository to its job; replaces an earlier mapping. */
export async function setBranchMapping(mapping: BranchMapping): Promise<void> {
  const others = branchMappings().filter(
    ({ repository, connection }) => repository !== mapping.repository || connection !== mapping.connection,
  );
  await vscode.workspace.getConfiguration().update(setting, [...others, mapping], vscode.ConfigurationTarget.Global);
}

export function affectsBranchMappings(event: vscode.ConfigurationChangeEvent): boolean {
  return event.affectsConfiguration(setting);
}

export function parseMapping(value: unknown): BranchMapping | undefined {
  if (!isObject(value)) return undefined;
  const repository = asString(value['repository'])?.toLowerCase();
  const connection = asString(value['connection']);
  const project = asString(value['project']);
  const job = asString(value['job']);
  if (!repository || !connection || (project === undefined && !job)) return undefined;
  return { repository, connection, ...(project === undefined ? {} : { project }), ...(job ? { job } : {}) };
}
