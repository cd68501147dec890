import type { PipelineStage } from '../builds/pipelinePlan.ts';
import type { Artifact, Cause, Job, TestCase } from '../state/model.ts';
import { demoUsers } from '../state/users.ts';

export const byDana: Cause = { kind: 'user', userId: demoUsers.dev.id, userName: demoUsers.dev.fullName };
export const byTimer: Cause = { kind: 'timer' };

export function textArtifact(relativePath: string, text: string): Artifact {
  return { relativePath, content: Buffer.from(text, 'utf8') };
}

/** A declarative Pipeline with these stages. */
export function declarative(stages: readonly PipelineStage[]): Partial<Job> {
  const blocks = stages.map(
    ({ name, lines: [line = ''] }) =>
      `    stage('${name}') {\n      steps {\n        sh 'echo "${line}"'\n      }\n    }\n`,
  );
  return {
    isDeclarative: true,
    restartableStages: stages.map(({ name }) => name),
    script: `pipeline {\n  agent any\n  stages {\n${blocks.join('')}  }\n}\n`,
  };
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
