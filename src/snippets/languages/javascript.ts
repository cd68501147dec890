import type { SnippetLanguage } from '../call.ts';
import { fetchScript } from './fetchScript.ts';

/** Module for Node 18 and later. https://nodejs.org/api/globals.html#fetch */
export const javascript: SnippetLanguage = {
  id: 'javascript',
  label: 'JavaScript (fetch)',
  editors: ['javascript', 'javascriptreact'],
  write: call => fetchScript(call, false),
};
