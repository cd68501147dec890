import type { Finding, StepReport } from '../../../doctor/findings.ts';
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
    const signedInAs = connection ?? patient.unsaved.login?.connection;
    const refusal = signedInAs && (await deps.refusals.ask(signedInAs, examined, connection !== undefined));
    await walk({ ...examined, ...(refusal && { refusal }) }, usualSteps, {
      signal: either,
      onStep: step => show({ reports: [...reports], step, cancel }),
      onReport(report) {
        reports.push(report);
        if (signedInAs && !refusal && report.step === 'login') deps.refusals.learn(signedInAs, examined, report);
      },
    });
    return { reports, cancel, hints: await hintsFor(reports) };
  } catch (error) {
    if (!canceling.signal.aborted) throw error;
    return { reports, cancel, isCanceled: true };
  }
}

/** Rules that would allow what a restricted token was refused. */
async function hintsFor(reports: readonly StepReport[]): Promise<ReadonlyMap<Finding, string>> {
  const hints = new Map<Finding, string>();
  for (const finding of reports.flatMap(report => report.findings)) {
    // Rules restrict the tokens of an app for Data Center, which have a page of their own.
    const mayBeRestricted = ['tokenRestricted', 'callRefused'].includes(finding.verdict) && finding.fix;
    const hint = mayBeRestricted && (await restrictionHint(finding.error));
    if (hint) hints.set(finding, hint);
  }
  return hints;
}
