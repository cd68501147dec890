import * as vscode from 'vscode';
import type { BuildDetails, Change, JobDetails } from '../../../jenkins/builds/buildDetails.ts';
import type { Build } from '../../../jenkins/builds/builds.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Job } from '../../../jenkins/jobs/jobs.ts';
import { durationWords, fullTime, timeAgo } from '../../shell/words/timeWords.ts';
import { buildPresentation, jobPresentation, timeLeft } from './jobWords.ts';

const { t } = vscode.l10n;
const maxChanges = 5;

/** Facts about a job, a line each. */
export function tooltipOfJob(job: Job, details?: JobDetails): string {
  const { words } = jobPresentation(job);
  const last = job.lastBuild;
  return lines([
    readableName(job.fullName),
    details?.description && plainText(details.description),
    last ? undefined : words,
    job.disabled && last ? words : undefined,
    ...(last ? buildLines(last) : []),
    last && passedLine(last, details?.lastPassed),
    ...changeLines(details?.changes ?? []),
    job.isPrimary && t('Primary branch of its repository'),
    job.health && t('Health {0}%: {1}', job.health.score, job.health.description),
  ]);
}

/** Facts about a build, a line each. */
export function tooltipOfBuild(job: string, build: Build, details?: BuildDetails): string {
  return lines([
    readableName(job),
    details?.description && plainText(details.description),
    ...buildLines(build),
    details?.agent && t('On agent {0}', details.agent),
    ...changeLines(details?.changes ?? []),
    build.keptForever && t('Kept forever'),
  ]);
}

/** Time since a job last passed; nothing if it just did. */
function passedLine(last: Build, passed: Build | undefined): string | undefined {
  if (!passed || passed.number >= last.number) return undefined;
  return t('Last success: {0}, {1}', passed.displayName, timeAgo(passed.startedAt));
}

function buildLines(build: Build): (string | undefined)[] {
  const { words } = buildPresentation(build);
  const took = build.running ? timeLeft(build) : t('took {0}', durationWords(build.durationMs));
  return [
    `${build.displayName}: ${[words, took].filter(Boolean).join(', ')}`,
    t('Started {0}', fullTime(build.startedAt)),
    ...build.causes,
    ...build.inputs.flatMap(({ submitter }) => (submitter ? [t('Can be answered by {0}', submitter)] : [])),
  ];
}

function changeLines(changes: readonly Change[]): string[] {
  if (changes.length === 0) return [];
  const shown = changes.slice(0, maxChanges).map(({ id, author, message }) => {
    const by = author ? ` (${author})` : '';
    return `• ${[/^[0-9a-f]{40}$/.test(id) ? id.slice(0, 7) : '', message].filter(Boolean).join(' ')}${by}`;
  });
  const rest = changes.length - shown.length;
  return [t('Changes:'), ...shown, ...(rest > 0 ? [t('and {0} more', rest)] : [])];
}

/** Tags that Jenkins' formatters allow. Other words in angle brackets, such as `<env>`, were written to be read. */
const tags = [
  'a|abbr|acronym|address|b|big|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|dfn|div|dl|dt|em|font',
  'h[1-6]|hr|i|img|ins|kbd|li|ol|p|pre|q|s|samp|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt',
  'u|ul|var|script|style',
].join('|');
const anyTag = new RegExp(`</?(?:${tags})(?:\\s[^>]*|/)?>|<!--[^]*?-->`, 'gi');

/** Converts a description, which may be HTML, to plain text for a tooltip. */
export function plainText(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/li|\/div)\b[^>]*>/gi, '\n')
    .replace(anyTag, '')
    .replace(/&(lt|gt|amp|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\n{2,}/g, '\n')
    .trim();
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'", nbsp: ' ' };

function lines(all: readonly (string | false | undefined)[]): string {
  return all.filter(Boolean).join('\n');
}
