import * as vscode from 'vscode';
import { NoRoomError } from '../../../logs/logStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import { inputWords } from '../jobs/jobWords.ts';
import type { LogPhase } from './logPhase.ts';
import type { Status } from './page/protocol.ts';

const { t } = vscode.l10n;

/** Describes the phase of a log. */
export function statusOf(phase: LogPhase): Status {
  const plain = { tone: 'plain', canRetry: false } as const;
  switch (phase.kind) {
    case 'loading':
      return { ...plain, phase: 'loading', text: t('Opening the log…') };
    case 'following':
      if (phase.inputs) {
        return { phase: 'paused', tone: 'warn', canRetry: false, text: sentence(inputWords(phase.inputs)) };
      }
      return phase.running
        ? { ...plain, phase: 'running', text: t('Running') }
        : { ...plain, phase: 'loading', text: t('Loading the log…') };
    case 'interrupted':
      return {
        phase: 'interrupted',
        tone: 'warn',
        canRetry: false,
        text: t('Connection lost. Resumes when the server responds. {0}', explanationText(phase.error)),
      };
    case 'senseless':
      return {
        phase: 'interrupted',
        tone: 'warn',
        canRetry: false,
        text: t(
          'This Jenkins server, or a proxy in front of it, sends invalid responses. The log is loaded when the build has finished.',
        ),
      };
    case 'anotherBuild':
      return {
        phase: 'running',
        tone: 'warn',
        canRetry: false,
        text: t('This number now belongs to another build. Its log is shown from the beginning.'),
      };
    case 'settling':
      return { ...plain, phase: 'settling', text: t('Finished. Verifying the log…') };
    case 'finished':
      return { phase: 'ended', canRetry: false, ...resultWords(phase.result) };
    case 'deleted':
      return {
        ...plain,
        phase: 'ended',
        tone: 'warn',
        text: t('The build was deleted or is hidden from your account. This is the part of its log that was loaded.'),
      };
    case 'failed':
      return { phase: 'failed', tone: 'bad', canRetry: true, text: logFailureWords(phase.error) };
  }
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function resultWords(result: string | undefined): Pick<Status, 'text' | 'tone'> {
  switch (result) {
    case 'SUCCESS':
      return { text: t('Finished: passed'), tone: 'good' };
    case 'UNSTABLE':
      return { text: t('Finished: unstable'), tone: 'warn' };
    case 'FAILURE':
      return { text: t('Finished: failed'), tone: 'bad' };
    case 'ABORTED':
      return { text: t('Aborted'), tone: 'warn' };
    case 'NOT_BUILT':
      return { text: t('Finished: not built'), tone: 'warn' };
    default:
      return { text: t('Finished'), tone: 'plain' };
  }
}

/** Reason why a log is not read to its end. */
export function logFailureWords(error: unknown): string {
  if (error instanceof NoRoomError) {
    const megabytes = Math.round(error.limitBytes / 1024 / 1024);
    return t(
      'The log is larger than the {0} MiB that stored logs may use. Increase the limit in the setting {1}.',
      megabytes,
      limitKey,
    );
  }
  return t('Could not load the log. {0}', explanationText(error));
}

const limitKey = 'jenkinsJira.logs.storageLimit';
