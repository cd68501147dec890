import type { SnippetLanguage } from '../call.ts';
import { fetchScript } from './fetchScript.ts';

export const typescript: SnippetLanguage = {
  id: 'typescript',
  label: 'TypeScript (fetch)',
  editors: ['typescript', 'typescriptreact'],
  write: call => fetchScript(call, true),
};
