import * as vscode from 'vscode';

const dayMs = 24 * 3_600_000;

/** Parses a day that exists, such as `2027-01-31`; undefined for any other text. */
export function parseDay(text: string): string | undefined {
  const day = /^\d{4}-\d{2}-\d{2}$/.exec(text.trim())?.[0];
  return day !== undefined && startOf(day)?.toISOString().startsWith(day) ? day : undefined;
}

/** Day of a moment, in the time zone of this machine. */
export function dayOf(moment: Date): string {
  const local = new Date(Date.UTC(moment.getFullYear(), moment.getMonth(), moment.getDate()));
  return local.toISOString().slice(0, 10);
}

/** Whole days from today, in the time zone of this machine, until a day; negative for a past day. */
export function daysUntil(day: string, now: Date): number {
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate());
  return Math.round(((startOf(day)?.getTime() ?? Number.POSITIVE_INFINITY) - today) / dayMs);
}

/** Names a day in the language of the editor. */
export function dayWords(day: string): string {
  const date = startOf(day);
  return date?.toLocaleDateString(vscode.env.language, { dateStyle: 'medium', timeZone: 'UTC' }) ?? day;
}

function startOf(day: string): Date | undefined {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}
