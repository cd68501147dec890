import type { Artifact, Cause, TestCase } from '../state/model.ts';
import { demoUsers } from '../state/users.ts';

export const byDana: Cause = { kind: 'user', userId: demoUsers.dev.id, userName: demoUsers.dev.fullName };
export const byTimer: Cause = { kind: 'timer' };

export function textArtifact(relativePath: string, text: string): Artifact {
  return { relativePath, content: Buffer.from(text, 'utf8') };
}

export const someTests: TestCase[] = [
  { className: 'payments.CardTest', name: 'accepts', status: 'PASSED', duration: 0.12, age: 0, failedSince: 0 },
  {
    className: 'payments.CardTest',
    name: 'refusesExpired',
    status: 'REGRESSION',
    duration: 0.31,
    age: 1,
    failedSince: 2,
    errorDetails: 'expected REFUSED but was ACCEPTED',
    errorStackTrace:
      'java.lang.AssertionError: expected REFUSED but was ACCEPTED\n\tat payments.CardTest.refusesExpired(CardTest.java:42)',
  },
  { className: 'payments.LedgerTest', name: 'slowImport', status: 'SKIPPED', duration: 0, age: 0, failedSince: 0 },
];
