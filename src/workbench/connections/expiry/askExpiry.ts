import * as vscode from 'vscode';
import type { Answer } from '../../shell/dialogs/answer.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import type { Connection } from '../settings/connection.ts';
import { daysUntil, parseDay } from './days.ts';
import type { TokenExpiry } from './tokenExpiry.ts';

const { t } = vscode.l10n;

/** Asks for the day on which a connection's token expires, and notes it. */
export async function askExpiry(expiry: TokenExpiry, { id, name }: Connection): Promise<void> {
  const answer: Answer<string> = await askText<string>({
    title: t('Token of {0}', name),
    value: expiry.all()[id],
    prompt: t('Date when the token expires; leave empty for none. You are notified 14 and 3 days before.'),
    placeholder: '2027-01-31',
    check(text) {
      if (text.trim() === '') return { value: '' };
      const day = parseDay(text);
      if (day === undefined) return { problem: t('Enter a valid date, such as 2027-01-31.') };
      return daysUntil(day, new Date()) < 0 ? { problem: t('This date has passed.') } : { value: day };
    },
  });
  if (answer.kind === 'answered') await expiry.set(id, answer.value || undefined);
}
