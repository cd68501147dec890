import * as vscode from 'vscode';
import { BuildResult } from '../../../jenkins/builds/builds.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { BranchBuilds } from '../branches/branchBuilds.ts';
import type { JobWatcher } from '../builds/jobWatcher.ts';
import type { JobList } from '../jobs/jobList.ts';
import { keyOf } from '../jobs/jobRef.ts';
import type { JobResults } from '../jobs/jobResults.ts';

const { t } = vscode.l10n;

/** Names in the tooltip. */
const maxNames = 5;

export interface RedBadgeDeps {
  readonly store: ConnectionStore;
  readonly pins: JobList;
  readonly watcher: JobWatcher;
  readonly branchBuilds: BranchBuilds;
  readonly jobResults: JobResults;
}

/** Badge of the red jobs among the pinned and the watched ones and that of the branch, as far as their results are known. */
export function badgeOf({
  store,
  pins,
  watcher,
  branchBuilds,
  jobResults,
}: RedBadgeDeps): vscode.ViewBadge | undefined {
  const branch = branchBuilds.current();
  const own = branch ? [keyOf({ connection: branch.connection, job: branch.job.fullName })] : [];
  const keys = [...own, ...pins.all(), ...watcher.all()].filter(({ connection }) => store.findJenkins(connection));
  const all = [...new Map(keys.map(key => [JSON.stringify([key.connection, key.job]), key])).values()];
  const named = (wanted: BuildResult) =>
    all.filter(key => jobResults.of(key) === wanted).map(({ job }) => readableName(job));
  const [failed, unstable] = [named(BuildResult.failure), named(BuildResult.unstable)];
  const parts = [
    failed.length > 0 && t('{0} failed: {1}', failed.length, listed(failed)),
    unstable.length > 0 && t('{0} unstable: {1}', unstable.length, listed(unstable)),
  ].filter(part => part !== false);
  if (parts.length === 0) return undefined;
  return { value: failed.length + unstable.length, tooltip: parts.join(' · ') };
}

function listed(names: readonly string[]): string {
  const more = names.length - maxNames;
  const shown = names.slice(0, maxNames).join(', ');
  return more > 0 ? t('{0} and {1} more', shown, more) : shown;
}
