import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { compareParameters } from '../../../jenkins/comparison/compareParameters.ts';
import { button, muted, timeAt } from '../../shell/pages/pageParts.ts';
import { durationWords } from '../../shell/words/timeWords.ts';
import { valueWords } from '../failures/failureWords.ts';
import { PageCommand } from '../failures/pageCommand.ts';
import { partValue } from '../failures/part.ts';
import { paragraph } from '../failures/partHtml.ts';
import { buildPresentation, isRed } from '../jobs/jobWords.ts';
import type { ComparisonFacts, Two } from './comparisonFacts.ts';
import { agentWords, durationOfBuild } from './comparisonWords.ts';
import { PairCommand } from './pairCommand.ts';

const { t } = vscode.l10n;

/** Renders a table with a column for each build; cells are HTML. */
export function tableHtml(heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map(each => `<th scope="col">${each}</th>`).join('');
  return `<div class="table"><table class="compared"><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}

function rowHtml(head: string, cells: readonly string[]): string {
  return `<tr><th scope="row">${escapeHtml(head)}</th>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`;
}

/** Renders both builds side by side. */
export function summaryHtml(names: Two<string>, facts: ComparisonFacts, now: number): string {
  const { builds } = facts;
  const stages = partValue(facts.stages);
  const heads = names.map((name, at) =>
    button(name, PageCommand.openLog, String(at), 'link', t('{0}: Open Log', name)),
  );
  const agents = builds.map((build, at) => agentWords(build, stages?.[at]));
  const rows = [
    rowHtml(
      t('Result'),
      builds.map(({ build }, at) => {
        const explain = button(t('Explain Failure'), PairCommand.explain, String(at), 'link');
        return `${escapeHtml(buildPresentation(build).words)}${isRed(build) ? ` ${explain}` : ''}`;
      }),
    ),
    rowHtml(
      t('Duration'),
      builds.map(build => {
        const words = durationWords(durationOfBuild(build, now));
        return escapeHtml(build.build.running ? t('{0} so far', words) : words);
      }),
    ),
    rowHtml(
      t('Started'),
      builds.map(({ build }) => [timeAt(build.startedAt), ...build.causes.map(muted)].join('<br>')),
    ),
    agents.some(Boolean) ? rowHtml(t('Agent'), agents.map(escapeHtml)) : '',
  ];
  return tableHtml([escapeHtml(t('Build')), ...heads], rows);
}

/** Renders the parameters that differ; those of passwords are named, never shown. */
export function parametersHtml(names: Two<string>, { builds }: ComparisonFacts): string {
  const [first, second] = builds;
  const { different, same, hidden } = compareParameters(first.parameters, second.parameters);
  const rows = different.map(parameter =>
    rowHtml(
      parameter.name,
      [parameter.first, parameter.second].map(value => `<code>${escapeHtml(valueWords(value))}</code>`),
    ),
  );
  const notes = [
    different.length === 0 &&
      same > 0 &&
      (same === 1 ? t('The parameter is the same.') : t('All {0} parameters are the same.', same)),
    different.length > 0 &&
      same > 0 &&
      (same === 1 ? t('1 other parameter is the same.') : t('{0} other parameters are the same.', same)),
    hidden.length > 0 && t('Not compared because Jenkins does not report their values: {0}', hidden.join(', ')),
    first.parameters.length + second.parameters.length === 0 && t('Neither build has parameters.'),
  ];
  const table = rows.length > 0 ? tableHtml([escapeHtml(t('Parameter')), ...names.map(escapeHtml)], rows) : '';
  return table + notes.flatMap(note => (note ? [paragraph(note)] : [])).join('');
}
