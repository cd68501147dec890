import { escapeHtml } from '../../../base/escapeHtml.ts';
import { fullTime, timeAgo } from '../words/timeWords.ts';

// Pieces of HTML for pages. Each text is escaped here.

export function muted(text: string): string {
  return `<span class="muted">${escapeHtml(text)}</span>`;
}

export function button(label: string, command: string, argument = '', kind = ''): string {
  const given = argument ? ` data-argument="${escapeHtml(argument)}"` : '';
  return `<button type="button" class="${kind}" data-command="${command}"${given}>${escapeHtml(label)}</button>`;
}

export function section(title: string, html: string, tools = ''): string {
  return `<section><h2>${escapeHtml(title)} ${tools}</h2>${html}</section>`;
}

export function timeAt(moment: number): string {
  return `<time title="${escapeHtml(fullTime(moment))}">${escapeHtml(timeAgo(moment))}</time>`;
}
