import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Job } from '../../../jenkins/jobs/jobs.ts';
import type { BranchJob } from '../../jenkins/branches/branchJobs.ts';
import { jobPresentation } from '../../jenkins/jobs/jobWords.ts';
import { button, section, timeAt } from '../../shell/pages/pageParts.ts';

const { t } = vscode.l10n;

/** Renders jobs as a section of an issue's page; empty for none. */
export function buildsSection(jobs: readonly BranchJob[]): string {
  const items = jobs.map(jobItem);
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

/** Describes a job and its last build in a line. */
export function jobLine(job: Job): string {
  const build = job.lastBuild ? `${job.lastBuild.displayName}: ` : '';
  return `${readableName(job.fullName)} ${build}${jobPresentation(job).words}`;
}
