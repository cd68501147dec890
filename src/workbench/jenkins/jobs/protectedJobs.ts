import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import type { JobRef } from './jobRef.ts';
import { protectingPattern } from './protection.ts';

const { t } = vscode.l10n;

/**
 * Confirms a change of a job. For a protected job, by a pattern of the settings, it asks for the job's name to be
 * typed; any other job needs no confirmation.
 * @param title of the change, such as "Start deploy"
 */
export async function confirmProtected(ref: JobRef, title: string): Promise<boolean> {
  const pattern = protectingPattern(ref.job);
  return (
    pattern === undefined ||
    confirmByName(ref, title, t('{0} is protected (matches {1}).', readableName(ref.job), pattern))
  );
}

/** Whether a change of the job asks for its name to be typed. */
export function isProtected(ref: JobRef): boolean {
  return protectingPattern(ref.job) !== undefined;
}

/** Asks the person to type the last part of the job's name. */
export function confirmByName(ref: JobRef, title: string, why: string): Promise<boolean> {
  return confirmByWord(ref, title, why, readableName(ref.job.slice(ref.job.lastIndexOf('/') + 1)));
}

/** Asks the person to type a word. */
export async function confirmByWord(ref: JobRef, title: string, why: string, word: string): Promise<boolean> {
  const answer = await askText<true>({
    title: t('{0} on {1}', title, ref.connection.name),
    prompt: t('{0} Type {1} to confirm.', why, word),
    check: text =>
      text.trim() === word ? { value: true } : { problem: t('Type {0} to confirm, or press Escape to cancel.', word) },
  });
  return answer.kind === 'answered';
}
