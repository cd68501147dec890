import * as vscode from 'vscode';
import {
  distinctCommits,
  type FailedBuild,
  readFailedBuild,
  readSinceGood,
  type SinceGood,
} from '../../../jenkins/failures/failedBuild.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { BuildTexts } from '../../../reporting/issuesOfBuild.ts';
import type { ReportValues } from '../../../reporting/reportText.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { type FailureFacts, FailureReader } from '../../jenkins/failures/failureFacts.ts';
import { commitText } from '../../jenkins/failures/failureMarkdown.ts';
import { shortId, stageWords } from '../../jenkins/failures/failureWords.ts';
import { partValue } from '../../jenkins/failures/part.ts';
import type { BuildRef } from '../../jenkins/jobs/jobRef.ts';
import { buildPresentation, isRed } from '../../jenkins/jobs/jobWords.ts';
import { code, codeBlock, plain } from '../../shell/words/markdownText.ts';
import { durationWords } from '../../shell/words/timeWords.ts';
import { textsSinceGood } from '../links/buildTexts.ts';

const { t } = vscode.l10n;

/** Commits, and failed tests, that a report lists. */
const maxListed = 10;

/** Facts of a build for a report. */
export interface ReportedBuild {
  readonly facts: FailedBuild;
  /** Undefined where the builds before it could not be read. */
  readonly since: SinceGood | undefined;
  /** Of a build that is red. */
  readonly failure: FailureFacts | undefined;
}

/**
 * Reads a build for a report: a build that passed by two requests, a red one as its explanation is read.
 * @returns undefined for an answer that describes no build
 * @throws RequestError where the build itself cannot be read
 */
export async function readReported(
  sessions: Sessions,
  ref: BuildRef,
  signal: AbortSignal,
): Promise<ReportedBuild | undefined> {
  const session = sessions.jenkins(ref.connection);
  const facts = await readFailedBuild(session, ref.job, ref.number, { signal });
  if (!facts) return undefined;
  if (isRed(facts.build)) {
    const failure = await new FailureReader(sessions).read(ref, { signal });
    return { facts, since: failure && partValue(failure.since), failure };
  }
  const since = await readSinceGood(session, ref.job, facts, { signal });
  return { facts, since, failure: undefined };
}

/** Texts that can name issues: commits of a build that passed are those since the one that passed before. */
export function textsOf(build: BuildRef, { facts, since }: ReportedBuild): BuildTexts {
  return textsSinceGood(build, facts, since);
}

/** Values of a template, as Markdown. */
export function valuesOf({ job }: BuildRef, address: string, build: ReportedBuild): ReportValues {
  const { facts, since, failure } = build;
  const name = readableName(job);
  const commits = commitsOf(build);
  const [revision = commits[0]?.id ?? ''] = facts.revisions;
  return {
    job: plain(name),
    number: plain(facts.build.displayName),
    result: plain(buildPresentation(facts.build).words),
    duration: plain(durationWords(facts.build.durationMs)),
    url: address,
    branch: since?.isBranch ? plain(readableName(job.slice(job.lastIndexOf('/') + 1))) : '',
    commit: revision === '' ? '' : code(shortId({ id: revision })),
    changes: listed(commits, commitText),
    ...failureValues(failure),
  };
}

/** "failed after 2 min". */
export function resultWords({ facts: { build } }: ReportedBuild): string {
  return t('{0} after {1}', buildPresentation(build).words, durationWords(build.durationMs));
}

function failureValues(failure: FailureFacts | undefined): Pick<ReportValues, 'stage' | 'tests' | 'cause'> {
  const stages = failure && partValue(failure.stages);
  const tests = (failure && partValue(failure.tests)) ?? [];
  const cause = failure && partValue(failure.cause)?.cause;
  return {
    stage: stages ? plain(stageWords(stages.paths)) : '',
    tests: listed(tests, test => code([test.className, test.name].filter(Boolean).join(' › '))),
    cause: cause ? codeBlock(cause.around.map(({ text }) => text).join('\n')) : '',
  };
}

function commitsOf({ facts, since }: Pick<ReportedBuild, 'facts' | 'since'>) {
  return since?.commits ?? distinctCommits(facts.commits);
}

function listed<T>(all: readonly T[], lineOf: (each: T) => string): string {
  const lines = all.slice(0, maxListed).map(each => `- ${lineOf(each)}`);
  if (all.length > maxListed) lines.push(`- ${plain(t('And {0} more', all.length - maxListed))}`);
  return lines.join('\n');
}
