import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { BuildResult } from '../../../jenkins/builds/builds.ts';
import { ErrorRank } from '../../../logs/errors/errorFamily.ts';
import type { Cause, CauseLine } from '../../../logs/errors/readCause.ts';
import { type FilePlace, linksIn } from '../../../logs/links.ts';
import { button, muted } from '../../shell/pages/pageParts.ts';
import type { FailedPart } from './failedParts.ts';
import type { FailureFacts, LogCause } from './failureFacts.ts';
import { PageCommand } from './pageCommand.ts';
import { partValue } from './part.ts';
import { paragraph } from './partHtml.ts';

const { t } = vscode.l10n;

/** Lines to list. */
const maxLines = 10;

/** Renders the reason that a log gives. */
export function causeHtml({ cause, isWhole, isUnread, part }: LogCause, facts: FailureFacts): string {
  const { build } = facts.build;
  if (build.result === BuildResult.success) return paragraph(t('The build passed, so there is nothing to explain.'));
  if (isUnread) {
    return paragraph(
      t('This Jenkins server cannot send only the end of a log, and the log is long. Use Open Log to find the error.'),
    );
  }
  const errors = stageErrors(facts, cause);
  const missing = isWhole
    ? t('No known error was found in the log.')
    : t('No known error was found at the end of the log. Show in Log searches all of it.');
  const show = `<p>${button(t('Show in Log'), PageCommand.showCause, part ? JSON.stringify({ job: part.job, number: part.number }) : '')}</p>`;
  const running = build.running ? paragraph(t('The build is still running. This is its log so far.')) : '';
  const intro = part ? running + paragraph(partIntro(part)) : running;
  if (isByTests(cause, facts)) {
    return `${intro}${errors}${paragraph(t('Tests failed.'))}${show}`;
  }
  if (!cause) return `${intro}${errors}${errors ? '' : paragraph(missing)}${isWhole ? '' : show}`;
  return `${intro}${errors}${foundHtml(cause, facts)}${show}`;
}

export function partIntro({ label }: FailedPart): string {
  return t('From the log of {0}:', label);
}

/** Whether failed tests are the reason: tools that run tests name no cause where all they found is a failed test. */
export function isByTests(cause: Cause | undefined, { build: { tests } }: FailureFacts): boolean {
  return tests !== undefined && tests.failed > 0 && cause?.rank !== ErrorRank.cause;
}

function foundHtml(cause: Cause, facts: FailureFacts): string {
  const [first] = cause.lines;
  const step = stepOf(cause, facts);
  const shown = cause.lines.slice(0, maxLines);
  const rest = cause.count - shown.length;
  const around = cause.around.map(line => {
    const html = linked(line.text);
    return line.line === first.line ? `<mark>${html || ' '}</mark>` : html;
  });
  return [
    step === undefined ? '' : `<p>${muted(t('In the step'))} <code>${escapeHtml(step)}</code></p>`,
    cause.rank === ErrorRank.cause ? '' : paragraph(rankWords(cause.rank)),
    shown.length > 1 ? `<ul class="plain lines">${shown.map(lineHtml).join('')}</ul>` : '',
    rest > 0 ? paragraph(t('{0} more lines like these.', rest)) : '',
    `<pre class="lines" aria-label="${escapeHtml(t('Lines around the first error'))}">${around.join('\n')}</pre>`,
  ].join('');
}

/** Step of the error; not told where the lines of several branches are mixed. */
export function stepOf({ step }: Cause, { stages }: FailureFacts): string | undefined {
  return partValue(stages)?.hasBranches ? undefined : step;
}

export function rankWords(rank: ErrorRank): string {
  switch (rank) {
    case ErrorRank.cause:
      return '';
    case ErrorRank.consequence:
      return t('The log only reports that something failed:');
    default:
      return t('No tool reports the cause. These lines may explain it:');
  }
}

/** Errors that Jenkins itself tells of the failing stages, where the log does not have them. */
function stageErrors({ stages }: FailureFacts, cause: Cause | undefined): string {
  const paths = partValue(stages)?.paths ?? [];
  const isTold = (error: string) => cause?.around.some(({ text }) => text.includes(error)) ?? false;
  const told = paths.flatMap(path => {
    const { name, error } = path.at(-1) ?? path[0];
    return error && !isTold(error) ? [`<li>${escapeHtml(name)}: ${escapeHtml(error)}</li>`] : [];
  });
  return told.length > 0 ? `<ul class="plain">${told.join('')}</ul>` : '';
}

function lineHtml({ text }: CauseLine): string {
  return `<li>${linked(text.trim())}</li>`;
}

/** Renders a text with buttons on the files that it names. */
function linked(text: string): string {
  let from = 0;
  let html = '';
  for (const { start, end, place } of linksIn(text)) {
    if (!place) continue;
    html += escapeHtml(text.slice(from, start)) + placeButton(text.slice(start, end), place);
    from = end;
  }
  return html + escapeHtml(text.slice(from));
}

export function placeButton(words: string, place: FilePlace): string {
  return button(words, PageCommand.openPlace, JSON.stringify(place), 'link');
}
