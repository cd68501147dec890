// Scan of a multibranch project for the branches of its Git repository, and the log of it.
// https://plugins.jenkins.io/branch-api/ and https://plugins.jenkins.io/git/

import { newest } from '../state/checkouts.ts';
import type { GitHead } from '../state/heads.ts';
import { encodeBranch, fullDisplayName, newJob, removeItem } from '../state/items.ts';
import type { JenkinsState } from '../state/jenkinsState.ts';
import { type Container, type GitSource, isJob, type Job } from '../state/model.ts';
import { cacheOf, unreachable } from './gitWords.ts';
import { consoleNote, LogFile } from './logFile.ts';

/** Finds new branches, starts builds of what is new in them, and forgets those that are gone. */
export function scanForBranches(state: JenkinsState, project: Container, by: string): void {
  const stamp = `[${javaDate(state.clock.now())}]`;
  const log = new LogFile();
  log.append(`Started by user ${consoleNote('user')}${by}\n${stamp} Starting branch indexing...\n`);
  project.indexing = log;
  const { source, repository = '' } = project;
  if (!source) {
    log.append(linesOfJobs(project));
  } else if (source.heads) {
    log.append(fetching(repository));
    log.append(linesOfHeads(state, project, source, source.heads));
    forgetLost(project, source.heads);
  } else {
    log.append(`${listing(repository)}ERROR: ${stamp} Could not update folder level actions from source s1\n`);
  }
  log.append(`${stamp} Finished branch indexing. Indexing took 88 ms\n`);
  const isBroken = source && !source.heads;
  log.append(isBroken ? unreachable(fullDisplayName(project), repository) : 'Finished: SUCCESS\n');
}

/** As Java prints it. */
export function javaDate(at: number): string {
  const [day, date, month, year, time] = new Date(at).toUTCString().replace(',', '').split(' ');
  return `${day} ${month} ${date} ${time} UTC ${year}`;
}

function linesOfJobs(project: Container): string {
  const branches = [...project.items.values()].filter(isJob).map(job => job.branch?.name ?? job.name);
  return branches.map(name => `      ‘Jenkinsfile’ found\nScheduled build for branch: ${name}\n`).join('');
}

function listing(repository: string): string {
  const version = " > git --version # timeout=10\n > git --version # 'git version 2.39.5'\n";
  return `${version} > git ls-remote --symref -- ${repository} # timeout=10\n`;
}

function fetching(repository: string): string {
  return `${listing(repository)} > git rev-parse --resolve-git-dir ${cacheOf(repository)}/.git # timeout=10
Setting origin to ${repository}
 > git config remote.origin.url ${repository} # timeout=10
Fetching & pruning origin...
Listing remote references...
 > git config --get remote.origin.url # timeout=10
 > git --version # timeout=10
 > git --version # 'git version 2.39.5'
 > git ls-remote -h -t -- ${repository} # timeout=10
Fetching upstream changes from origin
 > git config --get remote.origin.url # timeout=10
 > git fetch --tags --force --progress --prune -- origin +refs/heads/*:refs/remotes/origin/* # timeout=10
`;
}

function linesOfHeads(state: JenkinsState, project: Container, source: GitSource, heads: readonly GitHead[]): string {
  const kind = (word: string, plural: string, some: GitHead[]) =>
    some.length === 0
      ? ''
      : `Checking ${plural}...\n${some.map(head => `  Checking ${word} ${head.name}\n${linesOfHead(state, project, source, head)}`).join('')}Processed ${some.length} ${plural}\n`;
  const sorted = [...heads].sort((one, other) => (one.name < other.name ? -1 : 1));
  const branches = sorted.filter(({ isTag }) => !isTag);
  const tags = sorted.filter(({ isTag }) => isTag);
  return `${kind('branch', 'branches', branches)}${kind('tag', 'tags', tags)}`;
}

function linesOfHead(state: JenkinsState, project: Container, source: GitSource, head: GitHead): string {
  if (!head.hasJenkinsfile) return '      ‘Jenkinsfile’ not found\n    Does not meet criteria\n';
  const job = jobOf(project, source, head);
  const { name } = head;
  const commit = newest(head.commits);
  const before = job.branch?.scheduled;
  job.branch = { ...head, ...(before !== undefined && { scheduled: before }) };
  const met = '      ‘Jenkinsfile’ found\n    Met criteria\n';
  if (before === commit) return `${met}No changes detected: ${name} (still at ${commit})\n`;
  const changed = `${met}Changes detected: ${name} (${before ?? null} → ${commit})\n`;
  // Tags are built by hand alone.
  if (head.isTag) return `${changed}No automatic build triggered for ${name}\n`;
  job.branch.scheduled = commit;
  state.queue.submit(job, { causes: [{ kind: 'indexing' }] });
  return `${changed}Scheduled build for branch: ${name}\n`;
}

function jobOf(project: Container, source: GitSource, { name }: GitHead): Job {
  const found = [...project.items.values()].filter(isJob).find(({ branch }) => branch?.name === name);
  if (found) return found;
  const encoded = encodeBranch(name);
  return newJob('pipeline', encoded, project, { displayName: encoded === name ? null : name, ...source.job });
}

function forgetLost(project: Container, heads: readonly GitHead[]): void {
  for (const item of [...project.items.values()]) {
    if (isJob(item) && !heads.some(({ name }) => name === item.branch?.name)) removeItem(item);
  }
}
