import * as vscode from 'vscode';
import type { FailedTest, TestCounts } from '../../../jenkins/index.ts';
import type { TestIdentity } from '../../../jenkins/tests/testPath.ts';
import { durationWords } from '../../shell/words/timeWords.ts';

const { t } = vscode.l10n;

const maxTooltipLines = 20;

/** "2 failed (1 new) · 311 passed · 4 skipped". */
export function countWords({ failed, passed, skipped }: TestCounts, fresh = 0): string {
  const number = (count: number) => count.toLocaleString(vscode.env.language);
  const failures =
    fresh > 0 ? t('{0} failed ({1} new)', number(failed), number(fresh)) : t('{0} failed', number(failed));
  return [failed > 0 && failures, t('{0} passed', number(passed)), skipped > 0 && t('{0} skipped', number(skipped))]
    .filter(Boolean)
    .join(' · ');
}

/** "new", or the build since which it fails. */
export function failingSince({ isNew, failedSince }: Pick<FailedTest, 'isNew' | 'failedSince'>): string {
  if (isNew) return t('new');
  return failedSince === undefined ? t('failed before') : t('failing since #{0}', failedSince);
}

/** "Test › linux": cell or module, stages and branches around a test. */
export function testPlaceWords({ child, blocks }: Pick<TestIdentity, 'child' | 'blocks'>): string {
  return [child ?? '', ...blocks].filter(Boolean).join(' › ');
}

/** Message of a test, as text that is no Markdown. */
export function tooltipOfTest(test: FailedTest): vscode.MarkdownString {
  const text = [test.message, test.stackTrace].filter(Boolean).join('\n\n').split('\n');
  const shown = text.slice(0, maxTooltipLines).join('\n');
  const more = text.length > maxTooltipLines ? '\n…' : '';
  const tooltip = new vscode.MarkdownString().appendText(`${test.className} ${test.name}\n\n`);
  return shown ? tooltip.appendCodeblock(`${shown}${more}`, 'text') : tooltip;
}

/** Document of a failed test. */
export function textOfTest(test: FailedTest, where: string): string {
  const took = test.durationMs >= 1000 && t('took {0}', durationWords(test.durationMs));
  const head = [
    [test.className, test.name].filter(Boolean).join(' › '),
    [t('Failed in {0}: {1}', where, failingSince(test)), testPlaceWords(test), took].filter(Boolean).join(', '),
  ];
  const said = [test.message, test.stackTrace].filter(Boolean);
  return `${[head.join('\n'), ...(said.length > 0 ? said : [t('No message.')])].join('\n\n')}\n`;
}
