import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { muted } from '../../shell/pages/pageParts.ts';
import type { Part } from './part.ts';

const { t } = vscode.l10n;

/** Renders a part; one that is not there yet, or cannot be read, says so in its place. */
export function partHtml<T>(part: Part<T>, render: (value: T) => string): string {
  if (!part) return `<p>${muted(t('Loading…'))}</p>`;
  if ('value' in part) return render(part.value);
  return `<p class="problem" role="alert">${escapeHtml(t('Could not be loaded. {0}', explanationText(part.error)))}</p>`;
}

export function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}
