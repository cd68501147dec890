import type * as engine from '../../../restrictions/index.ts';

export type Engine = typeof engine;

/** The restriction engine: a bundle of its own, loaded when a document of the language is first seen. */
export function loadEngine(): Promise<Engine> {
  return import('../../../restrictions/index.ts');
}

export const languageId = 'jira-token-restrictions';
