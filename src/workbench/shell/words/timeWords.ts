import * as vscode from 'vscode';

const { t } = vscode.l10n;

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** "12 min ago": for trees. */
export function timeAgo(moment: number, now = Date.now()): string {
  const passed = Math.max(0, now - moment);
  if (passed < minute) return t('just now');
  if (passed < hour) return t('{0} min ago', Math.floor(passed / minute));
  if (passed < day) return t('{0} h ago', Math.floor(passed / hour));
  if (passed < 2 * day) return t('yesterday');
  if (passed < 60 * day) return t('{0} days ago', Math.floor(passed / day));
  return new Date(moment).toLocaleDateString(vscode.env.language);
}

/** "Nov 22, 2026, 18:26:05 GMT+1": for tooltips. */
export function fullTime(moment: number): string {
  return new Date(moment).toLocaleString(vscode.env.language, { dateStyle: 'medium', timeStyle: 'long' });
}

/** "3m 20s", "0.4s". */
export function durationWords(milliseconds: number): string {
  if (milliseconds > 0 && milliseconds < second) {
    const tenths = Math.floor(milliseconds / 100) / 10;
    return tenths > 0 ? t('{0}s', tenths.toLocaleString(vscode.env.language)) : t('< 0.1s');
  }
  const seconds = Math.round(milliseconds / second);
  if (seconds < 60) return t('{0}s', seconds);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return t('{0}m {1}s', minutes, pad(seconds % 60));
  return t('{0}h {1}m', Math.floor(minutes / 60), pad(minutes % 60));
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
