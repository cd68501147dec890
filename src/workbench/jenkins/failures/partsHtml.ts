import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { PartKind } from '../../../jenkins/jobs/partKind.ts';
import { button, muted } from '../../shell/pages/pageParts.ts';
import { durationWords } from '../../shell/words/timeWords.ts';
import { buildPresentation } from '../jobs/jobWords.ts';
import type { FailedPart } from './failedParts.ts';
import { PageCommand } from './pageCommand.ts';

const { t } = vscode.l10n;

const maxListed = 50;

/** Renders the cells of a matrix, or the modules of a Maven project, that failed. */
export function partsHtml(parts: readonly FailedPart[]): string {
  if (parts.length === 0) return `<p>${muted(t('None failed on its own.'))}</p>`;
  const rest = parts.length - maxListed;
  const more = rest > 0 ? `<p>${escapeHtml(t('And {0} more', rest))}</p>` : '';
  return `<ul class="plain">${parts.slice(0, maxListed).map(partHtml).join('')}</ul>${more}`;
}

export function partsTitle(kind: PartKind, parts: readonly FailedPart[] | undefined): string {
  const count = parts?.length ?? 0;
  if (kind === PartKind.module) return count > 0 ? t('Modules: {0} failed', count) : t('Modules');
  return count > 0 ? t('Configurations: {0} failed', count) : t('Configurations');
}

function partHtml({ job, number, label, build }: FailedPart): string {
  const target = JSON.stringify({ job, number });
  const explain = t('Explain Failure');
  const open = t('Open Log');
  return `<li>${[
    `<strong dir="auto">${escapeHtml(label)}</strong>`,
    escapeHtml(buildPresentation(build).words),
    muted(durationWords(build.durationMs)),
    button(explain, PageCommand.explain, target, 'link', `${explain}: ${label}`),
    button(open, PageCommand.openLog, target, 'link', `${open}: ${label}`),
  ].join(' · ')}</li>`;
}
