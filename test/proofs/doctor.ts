import type { Claim } from './proof.ts';

/** That a connection that does not work is told why, and never otherwise than while it is added. */
export const doctor: readonly Claim[] = [
  {
    claim: 'each step is reported, a walk can be canceled, signs in once and says no secret',
    runner: 'plain',
    by: ['unit/doctor/walk.test.ts'],
  },
  {
    claim: 'Add Connection says the same reason, offers the same address, and accepts what has no fault',
    runner: 'plain',
    by: ['unit/doctor/agreement.test.ts'],
  },
  {
    claim: 'the page, its fixes, and its copies with host names and without',
    runner: 'plain',
    by: ['unit/workbench/connections/diagnosis.test.ts'],
  },
  { claim: 'a person walks it', runner: 'ui', by: ['ui/diagnosis.test.ts'] },
];
