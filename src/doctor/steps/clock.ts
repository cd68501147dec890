import type { Step } from '../examination.ts';
import { EvidenceKind, Grade } from '../findings.ts';

/** Sign-ons and session cookies seldom bear more. */
const maxDifferenceMs = 120_000;

/** Compares the server's clock with that of this machine. */
export const clock: Step = {
  name: 'clock',
  canRun: ({ server, answer }) => server !== undefined && answer !== undefined,
  run(_, { answer }) {
    const told = Date.parse(answer?.header('date') ?? '');
    if (!answer || Number.isNaN(told)) return { findings: [{ verdict: 'clockUnknown', grade: Grade.note }] };
    const difference = told - answer.at;
    const evidence = [
      { kind: EvidenceKind.serverTime, value: new Date(told).toISOString() },
      { kind: EvidenceKind.ownTime, value: new Date(answer.at).toISOString() },
    ];
    const isRight = Math.abs(difference) < maxDifferenceMs;
    const minutes = String(Math.round(Math.abs(difference) / 60_000));
    const values = [minutes, difference > 0 ? 'ahead' : 'behind'];
    const finding = isRight
      ? ({ verdict: 'clockRight', grade: Grade.good } as const)
      : ({ verdict: 'clockOff', grade: Grade.warning, values } as const);
    return { findings: [finding], evidence };
  },
};
