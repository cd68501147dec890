import type { StepReport } from '../../../doctor/findings.ts';
import { usualSteps } from '../../../doctor/steps.ts';
import { walk } from '../../../doctor/walk.ts';
import type { RequestError } from '../../../http/errors.ts';
import { restrictionHint } from '../adding/secretQuestion.ts';
import type { Diagnosis, Patient } from './diagnosis.ts';
import { type ExaminedDeps, examinedAddress, examinedConnection } from './examinedConnection.ts';

interface Walking {
  readonly signal: AbortSignal;
  readonly show: (diagnosis: Diagnosis) => void;
  readonly failure: RequestError | undefined;
}

/** Examines a connection, and shows what it finds as it comes. */
export async function diagnose(
  deps: ExaminedDeps,
  patient: Patient,
  { signal, show, failure }: Walking,
): Promise<Diagnosis> {
  const canceling = new AbortController();
  const cancel = () => canceling.abort();
  const reports: StepReport[] = [];
  const either = AbortSignal.any([signal, canceling.signal]);
  try {
    const examined = patient.connection
      ? await examinedConnection(deps, patient.connection, failure)
      : await examinedAddress(deps, patient.unsaved);
    await walk(examined, usualSteps, {
      signal: either,
      onStep: step => show({ reports: [...reports], step, cancel }),
      onReport: report => reports.push(report),
    });
    return { reports, cancel, hint: await hintFor(reports) };
  } catch (error) {
    if (!canceling.signal.aborted) throw error;
    return { reports, cancel, isCanceled: true };
  }
}

/** Rule that would allow what a restricted token was refused. */
async function hintFor(reports: readonly StepReport[]): Promise<string | undefined> {
  const findings = reports.flatMap(report => report.findings);
  const restricted = findings.find(({ verdict }) => verdict === 'tokenRestricted');
  return restricted && restrictionHint(restricted.error);
}
