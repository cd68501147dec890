import * as vscode from 'vscode';
import { parseJobKey } from '../../jenkins/jobs/jobRef.ts';
import type { IssueBuilds } from '../../jira/issues/issueBuilds.ts';
import type { IssueJobs } from './issueJobs.ts';

/** Builds of an issue's branches on its page and in its tooltip. */
export class BuildsOfIssues implements IssueBuilds {
  private readonly jobs: IssueJobs;

  constructor(jobs: IssueJobs) {
    this.jobs = jobs;
  }

  async section(key: string, signal: AbortSignal): Promise<string> {
    const jobs = await this.jobs.find(key, signal);
    return (await import('./buildsSection.ts')).buildsSection(jobs);
  }

  async lines(key: string, signal: AbortSignal): Promise<readonly string[]> {
    const jobs = await this.jobs.find(key, signal);
    const { jobLine } = await import('./buildsSection.ts');
    return jobs.map(({ job }) => jobLine(job));
  }

  async run(command: string, argument: string | undefined): Promise<boolean> {
    if (command !== 'openLog' && command !== 'startBuild') return false;
    await vscode.commands.executeCommand(`jenkinsJira.${command}`, parseJobKey(JSON.parse(argument ?? 'null')));
    return true;
  }
}
