import type { Claim } from './proof.ts';

/** That every part is in its room, and that the picture of the rooms is true. */
export const house: readonly Claim[] = [
  { claim: 'imports run one way, without circles', runner: 'plain', by: ['unit/architecture.test.ts'] },
  { claim: 'the picture names what is there', runner: 'plain', by: ['unit/docs.test.ts'] },
  { claim: 'comments have a subject', runner: 'plain', by: ['unit/comments.test.ts'] },
  { claim: 'the calls of the clients ask and give what they did', runner: 'plain', by: ['unit/**/calls.test.ts'] },
];
