import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Job } from '../../../jenkins/jobs/jobs.ts';
import type { BranchJob } from '../../jenkins/branches/branchJobs.ts';
import { type JobRef, keyOf } from '../../jenkins/jobs/jobRef.ts';
import { buildPresentation, jobPresentation } from '../../jenkins/jobs/jobWords.ts';
import { button, section, timeAt } from '../../shell/pages/pageParts.ts';
import type { NamedBuild } from './namedBuilds.ts';

const { t } = vscode.l10n;

/** Named builds to show on a page. */
const most = 10;

/**
 * Renders jobs, and builds that name the issue, as a section of its page; empty for none.
 * @param named newest first; last builds of the jobs are not shown twice
 */
export function buildsSection(jobs: readonly BranchJob[], named: readonly NamedBuild[]): string {
  const shown = new Set(
    jobs.map(({ connection, job }) => buildKey({ connection, job: job.fullName }, job.lastBuild?.number)),
  );
  const others = named.filter(each => !shown.has(buildKey(each, each.build.number)));
  const rest = others.length - most;
  const items = [
    ...jobs.map(jobItem),
    ...others.slice(0, most).map(namedItem),
    ...(rest > 0 ? [`<li>${escapeHtml(t('And {0} more', rest))}</li>`] : []),
  ];
  return items.length > 0 ? section(t('Builds'), `<ul class="plain">${items.join('')}</ul>`) : '';
}

function jobItem({ connection, job }: BranchJob): string {
  const name = readableName(job.fullName);
  const build = job.lastBuild;
  const key = JSON.stringify({ connection: connection.id, job: job.fullName });
  const parts = [
    build ? button(`${name} ${build.displayName}`, 'openLog', key, 'link') : escapeHtml(name),
    `<span class="status">${escapeHtml(jobPresentation(job).words)}</span>`,
    build ? timeAt(build.startedAt) : '',
    button(t('Start Build…'), 'startBuild', key, 'link'),
  ];
  return `<li>${parts.join(' ')}</li>`;
}

function namedItem({ connection, job, build }: NamedBuild): string {
  const parts = [
    button(`${readableName(job)} ${build.displayName}`, 'openLog', buildKey({ connection, job }, build.number), 'link'),
    `<span class="status">${escapeHtml(buildPresentation(build).words)}</span>`,
    timeAt(build.startedAt),
  ];
  return `<li>${parts.join(' ')}</li>`;
}

function buildKey(ref: JobRef, number: number | undefined): string {
  return JSON.stringify({ ...keyOf(ref), number });
}

/** Describes a job and its last build in a line. */
export function jobLine(job: Job): string {
  const build = job.lastBuild ? `${job.lastBuild.displayName}: ` : '';
  return `${readableName(job.fullName)} ${build}${jobPresentation(job).words}`;
}
