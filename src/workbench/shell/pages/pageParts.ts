import { escapeHtml } from '../../../base/escapeHtml.ts';
import { fullTime, timeAgo } from '../words/timeWords.ts';

// Pieces of HTML for pages. Each text is escaped here.

export function muted(text: string): string {
  return `<span class="muted">${escapeHtml(text)}</span>`;
}

/** @param name tells buttons of the same label apart, for screen readers; it begins with the label */
export function button(label: string, command: string, argument = '', kind = '', name = ''): string {
  const given = argument ? ` data-argument="${escapeHtml(argument)}"` : '';
  const named = name ? ` aria-label="${escapeHtml(name)}"` : '';
  return `<button type="button" class="${kind}" data-command="${command}"${given}${named}>${escapeHtml(label)}</button>`;
}

export function section(title: string, html: string, tools = ''): string {
  return `<section><h2>${escapeHtml(title)} ${tools}</h2>${html}</section>`;
}

export function timeAt(moment: number): string {
  return `<time title="${escapeHtml(fullTime(moment))}">${escapeHtml(timeAgo(moment))}</time>`;
}
