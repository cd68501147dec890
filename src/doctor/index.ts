/**
 * The connection doctor: walks from the address as it was typed to the bytes of a round of polling, and says of each
 * step what it found, on which evidence, and what can be done.
 *
 * Must not know VS Code: a verdict is a name with values, its sentence is the workbench's, and the words of a failure
 * are those that the failure has everywhere. A login is sent once in a walk, and none that cannot be right by its form.
 *
 * Read first: `examination.ts` (a step, and what it gets), `steps.ts` (their order), `findServer.ts` (the question who
 * answers, which *Add Connection* asks by the same code).
 */
export type { Examined, Facts, Step } from './examination.ts';
export {
  type Evidence,
  type EvidenceKind,
  type Finding,
  type Fix,
  Grade,
  mainFinding,
  type StepName,
  type StepReport,
  worstOf,
} from './findings.ts';
export { ServerKind } from './serverKind.ts';
export { usualSteps } from './steps.ts';
export { type Verdict, verdicts } from './verdicts.ts';
export { type WalkOptions, walk } from './walk.ts';
