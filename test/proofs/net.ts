import type { Claim } from './proof.ts';

/** That the tests can fail, and run on the oldest editor too. */
export const net: readonly Claim[] = [
  {
    claim: 'the cases from public reports turn out as they are listed',
    runner: 'plain',
    by: ['cases/**/*.test.ts'],
  },
  { claim: 'each chosen mistake is seen by a test', runner: 'command', by: ['test:mutations:chosen'] },
  { claim: 'what a key is bound to is what it says', runner: 'plain', by: ['unit/workbench/manifest.test.ts'] },
  { claim: 'F5 has its files', runner: 'plain', by: ['unit/editorFiles.test.ts'] },
  { claim: 'the smoke passes on the oldest editor', runner: 'command', by: ['test:oldest'] },
];
