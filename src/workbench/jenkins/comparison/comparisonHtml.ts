import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import type { ChangesBetween } from '../../../jenkins/comparison/changesBetween.ts';
import { compareStages, type StageRow } from '../../../jenkins/comparison/compareStages.ts';
import { button, muted, section } from '../../shell/pages/pageParts.ts';
import { type CommitContext, commitHtml } from '../failures/commitHtml.ts';
import { PageCommand } from '../failures/pageCommand.ts';
import { hasFailed, partValue } from '../failures/part.ts';
import { paragraph, partHtml } from '../failures/partHtml.ts';
import type { BuildPair } from './buildPair.ts';
import type { ComparisonFacts, Two } from './comparisonFacts.ts';
import { buildNames, headline, inShort } from './comparisonWords.ts';
import { logsHtml } from './logsHtml.ts';
import { stagesHtml } from './stagesHtml.ts';
import { parametersHtml, summaryHtml } from './summaryHtml.ts';
import { testsHtml } from './testsHtml.ts';

const { t } = vscode.l10n;

/** Commits to list. */
const maxCommits = 100;

export interface ComparisonContent extends CommitContext {
  readonly pair: BuildPair;
  readonly facts: ComparisonFacts;
}

/** Renders the page that compares two builds. Every text of a server is escaped. */
export function comparisonHtml(content: ComparisonContent, now = Date.now()): string {
  const { pair, facts } = content;
  const names = buildNames(pair, facts);
  const rows = stageRows(facts, now);
  const [first, second] = facts.builds;
  return [
    `<h1 dir="auto">${escapeHtml(headline(pair, facts))}</h1>`,
    `<ul>${inShort(pair, facts, rows, now)
      .map(sentence => `<li>${escapeHtml(sentence)}</li>`)
      .join('')}</ul>`,
    actions(facts),
    summaryHtml(names, facts, now),
    section(t('Parameters'), parametersHtml(names, facts)),
    section(
      t('Changes'),
      partHtml(facts.changes, changes => changesHtml(changes, names, content)),
    ),
    first.build.isPipeline || second.build.isPipeline
      ? section(
          t('Stages'),
          partHtml(facts.stages, () => stagesHtml(names, rows, now)),
        )
      : '',
    section(
      t('Tests'),
      partHtml(facts.tests, tests => testsHtml(tests, names, Boolean(first.tests ?? second.tests))),
    ),
    section(
      t('Logs'),
      partHtml(facts.logs, logs => logsHtml(logs, names)),
    ),
  ].join('\n');
}

/** Rows of the stages of both builds, as far as they were read. */
export function stageRows({ stages }: ComparisonFacts, now: number): StageRow[] {
  const [first, second] = partValue(stages) ?? [[], []];
  return compareStages(first, second, now);
}

function actions({ changes, stages, tests, logs }: ComparisonFacts): string {
  return `<div class="actions" role="toolbar" aria-label="${escapeHtml(t('Actions'))}">${[
    button(t('Copy as Markdown'), PageCommand.copy, '', 'primary'),
    hasFailed(changes, stages, tests, logs) || partValue(logs)?.problems.some(Boolean)
      ? button(t('Try Again'), PageCommand.again)
      : '',
  ].join('')}</div>`;
}

function changesHtml(
  changes: ChangesBetween | undefined,
  [first, second]: Two<string>,
  content: ComparisonContent,
): string {
  if (!changes) return paragraph(t('The builds belong to different jobs, so there are no builds in between.'));
  const { commits, isCut } = changes;
  const items = commits.slice(0, maxCommits).map(commit => commitHtml(commit, content));
  const rest = commits.length - items.length;
  return [
    isCut
      ? `<p>${muted(t('Some builds in between were deleted or are no longer listed, so changes may be missing.'))}</p>`
      : '',
    items.length > 0
      ? `<ul class="plain commits">${items.join('')}</ul>`
      : paragraph(t('All commits in {0} are also in {1}.', second, first)),
    rest > 0 ? `<p>${muted(t('And {0} more', rest))}</p>` : '',
  ].join('');
}
