import * as vscode from 'vscode';
import { BuildResult } from '../../../jenkins/builds/builds.ts';
import type { IndexedJob } from '../../../jenkins/jobs/jobIndex.ts';
import { JobMatcher } from '../../../jenkins/jobs/jobMatcher.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { JobKind } from '../../../jenkins/jobs/jobs.ts';

const { t } = vscode.l10n;

/** Filter of jobs; all conditions that are set must hold. */
export interface JobFilter {
  /** Failed or unstable. */
  readonly failing: boolean;
  readonly running: boolean;
  /** Jobs whose last build the person started or has changes in. */
  readonly mine: boolean;
  /** Text that the path must match, as in *Go to Job…*. */
  readonly text: string;
}

/** Jobs that a filter admits. */
export function applyFilter(filter: JobFilter, jobs: readonly IndexedJob[], user: string | undefined): IndexedJob[] {
  const me = user?.toLowerCase();
  const meant = jobs.filter(
    job =>
      job.kind === JobKind.job &&
      (!filter.failing || isFailing(job)) &&
      (!filter.running || job.running) &&
      (!filter.mine || job.people.some(id => id.toLowerCase() === me)),
  );
  if (filter.text === '') return meant;
  const matcher = new JobMatcher();
  matcher.add(meant.map(({ fullName }) => readableName(fullName)));
  return matcher.find(filter.text, meant.length).flatMap(({ index }) => meant[index] ?? []);
}

function isFailing({ result, disabled }: IndexedJob): boolean {
  return !disabled && (result === BuildResult.failure || result === BuildResult.unstable);
}

/** Describes a filter. */
export function filterWords({ failing, running, mine, text }: JobFilter): string {
  return [failing && t('failing'), running && t('running'), mine && t('mine'), text && `“${text}”`]
    .filter(Boolean)
    .join(', ');
}
