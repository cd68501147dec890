import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { type Job, readableName } from '../../../jenkins/index.ts';
import type { BranchJob } from '../../jenkins/branches/branchJobs.ts';
import { parseJobKey } from '../../jenkins/jobs/jobRef.ts';
import { jobPresentation } from '../../jenkins/jobs/jobWords.ts';
import type { IssueBuilds } from '../../jira/issues/issueBuilds.ts';
import { button, section, timeAt } from '../../jira/issues/page/pageParts.ts';
import type { IssueJobs } from './issueJobs.ts';

const { t } = vscode.l10n;

/** Builds of an issue's branches on its page and in its tooltip. */
export class BuildsOfIssues implements IssueBuilds {
  private readonly jobs: IssueJobs;

  constructor(jobs: IssueJobs) {
    this.jobs = jobs;
  }

  async section(key: string, signal: AbortSignal): Promise<string> {
    const items = (await this.jobs.find(key, signal)).map(jobItem);
    return items.length > 0 ? section(t('Builds'), `<ul class="plain">${items.join('')}</ul>`) : '';
  }

  async lines(key: string, signal: AbortSignal): Promise<readonly string[]> {
    return (await this.jobs.find(key, signal)).map(({ job }) => jobLine(job));
  }

  async run(command: string, argument: string | undefined): Promise<boolean> {
    if (command !== 'openLog' && command !== 'startBuild') return false;
    await vscode.commands.executeCommand(`jenkinsJira.${command}`, parseJobKey(JSON.parse(argument ?? 'null')));
    return true;
  }
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

function jobLine(job: Job): string {
  const build = job.lastBuild ? `${job.lastBuild.displayName}: ` : '';
  return `${readableName(job.fullName)} ${build}${jobPresentation(job).words}`;
}
