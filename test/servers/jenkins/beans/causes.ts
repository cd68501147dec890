import { consoleNote } from '../builds/logFile.ts';
import type { Cause } from '../state/model.ts';

/** The sentence that Jenkins shows for a cause. */
export function causeText(cause: Cause): string {
  switch (cause.kind) {
    case 'user':
      return `Started by user ${cause.userName}`;
    case 'remote':
      return `Started by remote host ${cause.address}${cause.note === null ? '' : ` with note: ${cause.note}`}`;
    case 'upstream':
      return `Started by upstream project "${cause.project}" build number ${cause.build}`;
    case 'timer':
      return 'Started by timer';
    case 'scm':
      return 'Started by an SCM change';
    case 'indexing':
      return 'Branch indexing';
    case 'replay':
      return `${cause.isUnchanged ? 'Rebuilt' : 'Replayed'} #${cause.number}`;
    case 'restart':
      return `Restarted from build #${cause.number}, stage ${cause.stage}`;
  }
}

/** The first lines of a log, console notes included. */
export function causeLines(causes: Cause[]): string {
  return causes.map(cause => causeLine(cause, '')).join('');
}

function causeLine(cause: Cause, indent: string): string {
  if (cause.kind === 'user') return `${indent}Started by user ${consoleNote('user')}${cause.userName}\n`;
  if (cause.kind !== 'upstream') return `${indent}${causeText(cause)}\n`;
  const project = `${consoleNote('project')}${cause.project}`;
  const line = `${indent}Started by upstream project "${project}" build number ${consoleNote('build')}${cause.build}\n`;
  if (cause.causes.length === 0) return line;
  return `${line}${indent}originally caused by:\n${cause.causes.map(inner => causeLine(inner, `${indent} `)).join('')}`;
}
