import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { longerMs, type TestDifferences } from '../../../jenkins/comparison/compareTests.ts';
import type { TestRun } from '../../../jenkins/comparison/testOutcomes.ts';
import { TestOutcome } from '../../../jenkins/tests/testHistory.ts';
import { button, muted } from '../../shell/pages/pageParts.ts';
import { durationWords } from '../../shell/words/timeWords.ts';
import { paragraph } from '../failures/partHtml.ts';
import { testPlaceWords } from '../tests/testWords.ts';
import type { Two } from './comparisonFacts.ts';
import { differenceWords } from './comparisonWords.ts';
import { type BuildIndex, PairCommand } from './pairCommand.ts';

const { t } = vscode.l10n;

/** Tests to list of each kind. */
export const maxListed = 50;
const maxMessage = 200;

/** List of tests with something in common. */
export interface TestGroup {
  readonly title: string;
  readonly tests: readonly TestRun[];
  /** Build that the tests are of. */
  readonly of: BuildIndex;
  /** Words besides, of the test at a place of the list. */
  readonly more?: (at: number) => string;
}

/** Groups of tests that have any, those that a person looks for first. */
export function testGroups(found: TestDifferences, [first, second]: Two<string>): TestGroup[] {
  const { slower } = found;
  const groups: TestGroup[] = [
    { title: t('Newly failing in {0}', second), tests: found.newlyFailing, of: 1 },
    { title: t('Fixed since {0}', first), tests: found.fixed, of: 0 },
    { title: t('Failing in both'), tests: found.stillFailing.map(pair => pair.second), of: 1 },
    { title: t('Failed in {0}, missing in {1}', first, second), tests: found.gone, of: 0 },
    { title: t('Newly skipped in {0}', second), tests: found.newlySkipped, of: 1 },
    {
      title: t('Much slower in {0}', second),
      tests: slower.map(pair => pair.second),
      of: 1,
      more: at => {
        const pair = slower[at];
        if (!pair) return '';
        const times = t('{0} → {1}', durationWords(pair.first.durationMs), durationWords(pair.second.durationMs));
        return `${times} (${differenceWords(longerMs(pair))})`;
      },
    },
    { title: t('Only in {0}', second), tests: found.onlySecond, of: 1 },
    { title: t('Only in {0}', first), tests: found.onlyFirst, of: 0 },
  ];
  return groups.filter(({ tests }) => tests.length > 0);
}

/** Renders the tests that went otherwise. */
export function testsHtml(found: TestDifferences, names: Two<string>, hasTests: boolean): string {
  if (!hasTests) return paragraph(t('Neither build has tests.'));
  const groups = testGroups(found, names);
  const partial = found.isWhole
    ? ''
    : `<p>${muted(t('There are too many tests, so only failed and skipped ones are compared.'))}</p>`;
  const same = groups.length === 0 ? paragraph(t('No test results differ.')) : '';
  return partial + same + groups.map(groupHtml).join('');
}

function groupHtml({ title, tests, of, more }: TestGroup): string {
  const items = tests.slice(0, maxListed).map((test, at) => testHtml(test, of, more?.(at) ?? ''));
  const rest = tests.length - items.length;
  const left = rest > 0 ? `<p>${muted(t('And {0} more', rest))}</p>` : '';
  return `<h3>${escapeHtml(`${title} (${tests.length})`)}</h3><ul class="plain">${items.join('')}</ul>${left}`;
}

function testHtml(test: TestRun, of: BuildIndex, more: string): string {
  const name = fullName(test);
  const { className, child, blocks } = test;
  const target = JSON.stringify({ of, className, name: test.name, child, blocks });
  // Only of failed tests there is something to read.
  const isFailed = test.outcome === TestOutcome.failed;
  const parts = [
    isFailed ? button(name, PairCommand.openBuildTest, target, 'link') : escapeHtml(name),
    muted(testPlaceWords(test)),
    escapeHtml(more),
  ];
  const message = of === 1 && isFailed ? messageOf(test) : '';
  return `<li>${parts.join(' ')}${message ? `<br><code>${escapeHtml(message)}</code>` : ''}</li>`;
}

export function fullName({ className, name }: TestRun): string {
  return [className, name].filter(Boolean).join(' › ');
}

/** First line of a test's message. */
export function messageOf({ message }: TestRun): string {
  const [line = ''] = message.trim().split(/\r?\n/);
  return line.length > maxMessage ? `${line.slice(0, maxMessage)}…` : line;
}
