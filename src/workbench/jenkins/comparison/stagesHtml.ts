import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { durationOf, largestDifference, type StageRow } from '../../../jenkins/comparison/compareStages.ts';
import { type Stage, StageState } from '../../../jenkins/pipelines/stage.ts';
import { muted } from '../../shell/pages/pageParts.ts';
import { durationWords } from '../../shell/words/timeWords.ts';
import { paragraph } from '../failures/partHtml.ts';
import { stageLook } from '../pipelines/stageWords.ts';
import type { Two } from './comparisonFacts.ts';
import { differenceWords } from './comparisonWords.ts';
import { tableHtml } from './summaryHtml.ts';

const { t } = vscode.l10n;

/** Stages to list. */
const maxListed = 200;
/** Levels that are set off. */
const maxDepth = 6;

/** Renders the stages of two runs side by side, in the order of the Pipeline. */
export function stagesHtml(names: Two<string>, rows: readonly StageRow[], now: number): string {
  if (rows.length === 0) return paragraph(t('Neither build has stages.'));
  const largest = largestDifference(rows);
  const heads = [t('Stage'), ...names, t('Difference')].map(escapeHtml);
  const shown = rows.slice(0, maxListed).map(row => stageRowHtml(row, row === largest, now));
  const rest = rows.length - shown.length;
  return tableHtml(heads, shown) + (rest > 0 ? `<p>${muted(t('{0} more stages are not listed.', rest))}</p>` : '');
}

function stageRowHtml(row: StageRow, isLargest: boolean, now: number): string {
  const { name, path, depth, first, second } = row;
  const cells = [first, second].map(stage => stageCell(stage, now));
  const words = longerWords(row);
  const difference = isLargest
    ? `<strong>${escapeHtml(t('{0} · biggest difference', words))}</strong>`
    : escapeHtml(words);
  const label = escapeHtml(path.join(' › '));
  const head = `<th scope="row" class="level-${Math.min(depth, maxDepth)}" aria-label="${label}">${escapeHtml(name)}</th>`;
  return `<tr>${head}${[...cells, difference].map(cell => `<td>${cell}</td>`).join('')}</tr>`;
}

function stageCell(stage: Stage | undefined, now: number): string {
  return stage ? escapeHtml(stageWords(stage, now)) : muted(t('not in this build'));
}

/** "12s", "failed · 3s", "skipped". */
export function stageWords(stage: Stage, now: number): string {
  const { state } = stage;
  const duration = durationOf(stage, now);
  const isOver = state === StageState.skipped || state === StageState.notBuilt || duration === undefined;
  const time = isOver ? '' : durationWords(Math.max(1, duration));
  return [state === StageState.success && time ? '' : stageLook(state).words, time].filter(Boolean).join(' · ');
}

/** "+3s", or where a stage is missing. */
export function longerWords({ first, second, longerMs }: StageRow): string {
  if (longerMs === undefined) return t('not reported');
  const words = differenceWords(longerMs);
  if (!first) return t('{0} · new', words);
  return second ? words : t('{0} · gone', words);
}
