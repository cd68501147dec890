import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import type { LogDifference, OwnLines } from '../../../logs/comparison/logDifference.ts';
import { button, muted } from '../../shell/pages/pageParts.ts';
import { sizeWords } from '../../shell/words/sizeWords.ts';
import { paragraph } from '../failures/partHtml.ts';
import { logFailureWords } from '../logs/statusWords.ts';
import type { Two } from './comparisonFacts.ts';
import { placeWords } from './comparisonWords.ts';
import type { LogPair } from './logPair.ts';
import { PairCommand } from './pairCommand.ts';

const { t } = vscode.l10n;

/** Characters of a line in a title. */
const maxTitle = 100;

/** Renders the places where two logs differ, the first one whole. */
export function logsHtml(logs: LogPair, names: Two<string>): string {
  const [first, ...others] = logs.compared.differences;
  const more = others.map((difference, at) => {
    const title = escapeHtml(titleOf(difference, names));
    return `<details id="difference-${at}"><summary>${title}</summary>${differenceHtml(difference, names)}</details>`;
  });
  return [
    first ? paragraph(t('First difference: {0}', placeWords(first, names))) + differenceHtml(first, names) : '',
    more.length > 0 ? `<h3>${escapeHtml(t('Further differences'))}</h3>${more.join('')}` : '',
    ...logNotes(logs, names).map(paragraph),
    logs.isPaused ? `<p>${button(t('Compare the Rest'), PairCommand.compareRest)}</p>` : '',
    `<p>${muted(t('Times, IDs, temporary paths, ports, agents and build numbers are not compared.'))}</p>`,
  ].join('');
}

/** How far two logs were compared, and with which end. */
export function logNotes(logs: LogPair, names: Two<string>): string[] {
  const { compared, isGoingOn, isPaused, areGrowing, problems } = logs;
  const { differences, bytes, lines, reordered, isFull, isApart, isWhole } = compared;
  const growing = names.filter((_, at) => areGrowing[at]);
  const far = t('{0} of {1} and {2} of {3}', sizeWords(bytes[0]), names[0], sizeWords(bytes[1]), names[1]);
  const read = problems.flatMap((problem, at) => (problem ? [`${names[at] ?? ''}: ${logFailureWords(problem)}`] : []));
  const isSame = isWhole && differences.length === 0 && read.length === 0;
  return [
    ...read,
    isSame && t('The logs are the same.'),
    isFull && t('There may be more: only the first {0} differences are listed.', differences.length),
    isApart && t('After this point, the logs have nothing in common for thousands of lines.'),
    reordered > 0 &&
      (reordered === 1
        ? t('In 1 place, the same lines appear in a different order.')
        : t('In {0} places, the same lines appear in a different order.', reordered)),
    isGoingOn && growing.length > 0 && t('Running: {0}. Compared so far: {1}.', growing.join(', '), far),
    isGoingOn && growing.length === 0 && t('Comparing… {0} so far.', far),
    isPaused &&
      differences.length === 0 &&
      t('No difference in the first {0} lines. Compared so far: {1}.', Math.max(...lines), far),
    isPaused && differences.length > 0 && t('The logs are long. Compared so far: {0}.', far),
  ].filter(note => note !== false);
}

/** "line 12 of #11, line 14 of #12: Cache miss". */
function titleOf(difference: LogDifference, names: Two<string>): string {
  const { first, second } = difference;
  const [line] = second.lines.length > 0 ? second.lines : first.lines;
  const text = line?.text.trim() ?? '';
  const place = placeWords(difference, names);
  return text ? `${place}: ${text.length > maxTitle ? `${text.slice(0, maxTitle)}…` : text}` : place;
}

function differenceHtml({ before, first, second, after }: LogDifference, names: Two<string>): string {
  const width = Math.max(...names.map(({ length }) => length));
  const line = (name: string, text: string) => escapeHtml(`${name.padEnd(width)}  ${text}`);
  const rows = [
    ...before.map(({ text }) => line('', text)),
    ...own(first).map(text => `<del>${line(names[0], text)}</del>`),
    ...own(second).map(text => `<ins>${line(names[1], text)}</ins>`),
    ...after.map(({ text }) => line('', text)),
  ];
  const buttons = names.map((name, at) => {
    const target = JSON.stringify({ of: at, line: (at === 0 ? first : second).line });
    return button(t('Show in Log of {0}', name), PairCommand.openLine, target);
  });
  return `<pre class="lines difference" aria-label="${escapeHtml(t('Lines around the difference'))}">${rows.join('\n')}</pre><div class="actions">${buttons.join('')}</div>`;
}

/** Lines of a log that the other does not have. */
export function own({ lines, count }: OwnLines): string[] {
  const rest = count - lines.length;
  const shown = lines.map(({ text }) => text);
  if (count === 0) return [t('(no such line)')];
  return rest > 0 ? [...shown, t('(and {0} more lines)', rest)] : shown;
}
