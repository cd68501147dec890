import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import type { JobRef } from './jobRef.ts';

const { t } = vscode.l10n;

/**
 * Confirms a change of a job. For a protected job, by a pattern of the settings, it asks for the job's name to be
 * typed; any other job needs no confirmation.
 * @param title of the change, such as "Start deploy"
 */
export async function confirmCareful(ref: JobRef, title: string): Promise<boolean> {
  const pattern = patternOf(ref);
  return (
    pattern === undefined ||
    confirmByName(ref, title, t('{0} is a job to be careful with ({1}).', readableName(ref.job), pattern))
  );
}

/** Whether a change of the job asks for its name to be typed. */
export function isProtected(ref: JobRef): boolean {
  return patternOf(ref) !== undefined;
}

function patternOf({ job }: JobRef): string | undefined {
  return carefulPatterns().find(each => matchesPattern(each, readableName(job)));
}

/** Asks the person to type the last part of the job's name. */
export function confirmByName(ref: JobRef, title: string, why: string): Promise<boolean> {
  return confirmByWord(ref, title, why, readableName(ref.job.slice(ref.job.lastIndexOf('/') + 1)));
}

/** Asks the person to type a word. */
export async function confirmByWord(ref: JobRef, title: string, why: string, word: string): Promise<boolean> {
  const answer = await askText<true>({
    title: t('{0} on {1}', title, ref.connection.name),
    prompt: t('{0} Type {1} to go on.', why, word),
    check: text => (text.trim() === word ? { value: true } : { problem: t('Type {0}, or press Escape.', word) }),
  });
  return answer.kind === 'answered';
}

function carefulPatterns(): string[] {
  const value: unknown = vscode.workspace.getConfiguration('jenkinsJira').get('carefulJobs');
  return Array.isArray(value) ? value.filter(each => typeof each === 'string') : [];
}

/** `*` matches anything, including slashes; case is ignored. */
function matchesPattern(pattern: string, name: string): boolean {
  const regex = pattern
    .split('*')
    .map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${regex}$`, 'is').test(name);
}
