import type { Call, SnippetLanguage } from './call.ts';
import { apacheHttpClient } from './languages/apacheHttpClient.ts';
import { axios } from './languages/axios.ts';
import { csharp } from './languages/csharp.ts';
import { curl } from './languages/curl.ts';
import { groovy } from './languages/groovy.ts';
import { http } from './languages/http.ts';
import { java } from './languages/java.ts';
import { javascript } from './languages/javascript.ts';
import { jenkinsfile } from './languages/jenkinsfile.ts';
import { jenkinsRest } from './languages/jenkinsRest.ts';
import { perl } from './languages/perl.ts';
import { postman } from './languages/postman.ts';
import { powershell } from './languages/powershell.ts';
import { python } from './languages/python.ts';
import { typescript } from './languages/typescript.ts';
import { wget } from './languages/wget.ts';

/** All languages, in the order in which they are offered. */
export const languages: readonly SnippetLanguage[] = [
  ...[curl, wget, jenkinsfile, groovy, jenkinsRest, typescript, axios, javascript, python, java, apacheHttpClient],
  ...[csharp, perl, powershell, http, postman],
];

/**
 * Languages that can make a call, those of a file's language first.
 * @param editor id of that language in VS Code
 */
export function languagesFor(call: Call, editor: string | undefined): SnippetLanguage[] {
  const fitting = languages.filter(({ fits }) => fits?.(call) ?? true);
  const isAtHand = ({ editors }: SnippetLanguage) => editor !== undefined && editors.includes(editor);
  // The first that names the editor's language as its own first goes before the others that may stand in it.
  const rank = (language: SnippetLanguage) => (isAtHand(language) ? (language.editors[0] === editor ? 0 : 1) : 2);
  return fitting.sort((a, b) => rank(a) - rank(b));
}
