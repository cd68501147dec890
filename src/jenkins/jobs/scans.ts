import { NotFoundError } from '../../http/errors.ts';
import { openConsoleText } from '../logs/logAnswer.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { jobPath } from './jobPath.ts';

/** Last scan of a multibranch project for its branches. */
export interface Scan {
  /** Log of the scan; empty where there was none yet. */
  readonly log: string;
  /** Line of the log that says why the scan failed; undefined where it did not fail, or still runs. */
  readonly failure: string | undefined;
}

const maxLogBytes = 8 * 1024 * 1024;

/** Path of the scan's page below the base URL. */
export function scanPath(project: string): string {
  return `${jobPath(project)}/indexing/`;
}

/**
 * Reads the last scan of a multibranch project; its log alone tells how it ended.
 * @throws RequestError
 */
export async function readScan(session: JenkinsSession, project: string, options: ReadOptions = {}): Promise<Scan> {
  const log = await scanLog(session, project, options);
  const result = /\nFinished: ([A-Z_]+)\s*$/.exec(log)?.[1];
  if (result === undefined || result === 'SUCCESS') return { log, failure: undefined };
  return { log, failure: lineOf('FATAL', log) ?? lineOf('ERROR', log) ?? `Finished: ${result}` };
}

function lineOf(word: string, log: string): string | undefined {
  return new RegExp(`^${word}: .*$`, 'm').exec(log)?.[0];
}

async function scanLog(session: JenkinsSession, project: string, options: ReadOptions): Promise<string> {
  try {
    const response = await openConsoleText(session, `${jobPath(project)}/indexing`, options);
    return await response.text(maxLogBytes);
  } catch (error) {
    if (error instanceof NotFoundError) return '';
    throw error;
  }
}
