import { answers } from './answers.ts';
import { encryption } from './encryption.ts';
import { inFront } from './inFront.ts';
import { jenkinsLogins } from './jenkinsLogins.ts';
import { jiraLogins } from './jiraLogins.ts';
import type { Setup } from './setup.ts';
import { wayThere } from './wayThere.ts';

/** Broken set-ups, each with its verdict and its fix. */
export const setups: readonly Setup[] = [
  ...wayThere,
  ...encryption,
  ...answers,
  ...inFront,
  ...jenkinsLogins,
  ...jiraLogins,
];
