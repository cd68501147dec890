import type * as Engine from '../../restrictions/index.ts';

/** The restriction engine: a bundle of its own, loaded when a document of the language is first seen. */
export function loadEngine(): Promise<typeof Engine> {
  return import('../../restrictions/index.ts');
}

export const languageId = 'jira-token-restrictions';
