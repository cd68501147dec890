import * as vscode from 'vscode';
import { compareParameters } from '../../../jenkins/comparison/compareParameters.ts';
import { largestDifference, type StageRow } from '../../../jenkins/comparison/compareStages.ts';
import type { TestDifferences } from '../../../jenkins/comparison/compareTests.ts';
import type { FailedBuild } from '../../../jenkins/failures/failedBuild.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Stage } from '../../../jenkins/pipelines/stage.ts';
import type { LogDifference } from '../../../logs/comparison/logDifference.ts';
import { durationWords } from '../../shell/words/timeWords.ts';
import { partValue } from '../failures/part.ts';
import { buildPresentation } from '../jobs/jobWords.ts';
import { type BuildPair, isOneJob } from './buildPair.ts';
import type { ComparisonFacts, Two } from './comparisonFacts.ts';

const { t } = vscode.l10n;

/** Names of two builds that tell them apart: "#11", "1.4 (#12)", "main #3". */
export function buildNames(pair: BuildPair, { builds }: ComparisonFacts): Two<string> {
  return [nameOf(pair, builds[0], 0), nameOf(pair, builds[1], 1)];
}

function nameOf(pair: BuildPair, { build }: FailedBuild, at: 0 | 1): string {
  const number = `#${build.number}`;
  const name = build.displayName === number ? number : `${build.displayName} (${number})`;
  return isOneJob(pair) ? name : `${readableName(pair[at].job)} ${name}`;
}

/** "payments/api/main: #11 and #12 compared". */
export function headline(pair: BuildPair, facts: ComparisonFacts): string {
  const [first, second] = buildNames(pair, facts);
  return isOneJob(pair)
    ? t('{0}: {1} and {2} compared', readableName(pair[0].job), first, second)
    : t('{0} and {1} compared', first, second);
}

/** Agents of a build; of a Pipeline, those of its stages. */
export function agentWords({ agent, build }: FailedBuild, stages: readonly Stage[] | undefined): string {
  if (agent) return agent;
  if (!build.isPipeline) return t('built-in node');
  return stages ? [...new Set(agentsOf(stages))].join(', ') : '';
}

function agentsOf(stages: readonly Stage[]): string[] {
  return stages.flatMap(({ agent, children }) => [...(agent ? [agent] : []), ...agentsOf(children)]);
}

/** Duration of a build, so far where it runs. */
export function durationOfBuild({ build }: FailedBuild, now: number): number {
  return build.running ? Math.max(0, now - build.startedAt) : build.durationMs;
}

/** "+1m 05s", "−3s", "no difference". */
export function differenceWords(longerMs: number): string {
  const size = durationWords(Math.abs(longerMs));
  if (Math.abs(longerMs) < leastMs) return t('about the same');
  return longerMs > 0 ? `+${size}` : `−${size}`;
}

/** Smaller differences are not told, in milliseconds. */
const leastMs = 500;

/** Differences in a few sentences, as far as they are known. */
export function inShort(pair: BuildPair, facts: ComparisonFacts, rows: readonly StageRow[], now: number): string[] {
  const names = buildNames(pair, facts);
  const tests = partValue(facts.tests);
  const logs = partValue(facts.logs);
  return [
    resultSentence(names, facts),
    durationSentence(names, facts, rows, now),
    tests && tests.newlyFailing.length > 0 ? newFailureSentence(tests) : '',
    changeSentence(facts),
    logs?.compared.differences[0]
      ? t('The logs differ first here: {0}.', placeWords(logs.compared.differences[0], names))
      : '',
  ].filter(Boolean);
}

function resultSentence([first, second]: Two<string>, { builds }: ComparisonFacts): string {
  const [before, after] = [buildPresentation(builds[0].build).words, buildPresentation(builds[1].build).words];
  return before === after ? t('Both {0}.', before) : t('{0} {1}, {2} {3}.', first, before, second, after);
}

function durationSentence(
  [first, second]: Two<string>,
  { builds }: ComparisonFacts,
  rows: readonly StageRow[],
  now: number,
): string {
  const longerMs = durationOfBuild(builds[1], now) - durationOfBuild(builds[0], now);
  if (Math.abs(longerMs) < leastMs) return t('Both took about the same time.');
  const size = durationWords(Math.abs(longerMs));
  const total =
    longerMs > 0
      ? t('{0} took {1} longer than {2}', second, size, first)
      : t('{0} took {1} less than {2}', second, size, first);
  const largest = largestDifference(rows);
  if (!largest) return `${total}.`;
  return t(
    '{0}; the biggest difference is in {1} ({2}).',
    total,
    largest.path.join(' › '),
    differenceWords(largest.longerMs ?? 0),
  );
}

/** "2 parameters differ, 5 commits are new." */
function changeSentence(facts: ComparisonFacts): string {
  const [first, second] = facts.builds;
  const { length: parameters } = compareParameters(first.parameters, second.parameters).different;
  const commits = partValue(facts.changes)?.commits.length ?? 0;
  const parts = [
    parameters > 0 && (parameters === 1 ? t('1 parameter differs') : t('{0} parameters differ', parameters)),
    commits > 0 && (commits === 1 ? t('1 commit is new') : t('{0} commits are new', commits)),
  ].filter(part => part !== false);
  return parts.length > 0 ? `${parts.join(', ')}.` : '';
}

/** "line 12 of #11, line 14 of #12". */
export function placeWords({ first, second }: LogDifference, names: Two<string>): string {
  return t('line {0} of {1}, line {2} of {3}', first.line + 1, names[0], second.line + 1, names[1]);
}

function newFailureSentence({ newlyFailing }: TestDifferences): string {
  const { length } = newlyFailing;
  return length === 1
    ? t('1 test fails that did not fail before.')
    : t('{0} tests fail that did not fail before.', length);
}
