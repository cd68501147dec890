import type { StepReport } from '../../../doctor/findings.ts';
import { usualSteps } from '../../../doctor/steps.ts';
import { walk } from '../../../doctor/walk.ts';
import type { RequestError } from '../../../http/errors.ts';
import { restrictionHint } from '../adding/secretQuestion.ts';
import type { Diagnosis, Patient } from './diagnosis.ts';
import { type ExaminedDeps, examinedAddress, examinedConnection } from './examinedConnection.ts';
import type { KnownRefusals } from './knownRefusals.ts';

interface Walking {
  readonly signal: AbortSignal;
  readonly show: (diagnosis: Diagnosis) => void;
  readonly failure: RequestError | undefined;
}

export interface DiagnoseDeps extends ExaminedDeps {
  readonly refusals: KnownRefusals;
}

/** Examines a connection, and shows what it finds as it comes. */
export async function diagnose(
  deps: DiagnoseDeps,
  patient: Patient,
  { signal, show, failure }: Walking,
): Promise<Diagnosis> {
  const canceling = new AbortController();
  const cancel = () => canceling.abort();
  const reports: StepReport[] = [];
  const either = AbortSignal.any([signal, canceling.signal]);
  const { connection } = patient;
  try {
    const examined = connection
      ? await examinedConnection(deps, connection, failure)
      : await examinedAddress(deps, patient.unsaved);
    const refusal = connection && (await deps.refusals.ask(connection, examined));
    await walk({ ...examined, ...(refusal && { refusal }) }, usualSteps, {
      signal: either,
      onStep: step => show({ reports: [...reports], step, cancel }),
      onReport: report => reports.push(report),
    });
    if (connection && !refusal) deps.refusals.learn(connection, examined, reports);
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
