import type * as vscode from 'vscode';

/** A Jenkinsfile, and a file of requests, count as such whatever extension knows them. */
export function editorLanguage({ languageId, fileName }: vscode.TextDocument): string {
  if (/\.(?:http|rest)$/i.test(fileName)) return 'http';
  return /(?:^|[\\/.])jenkinsfile(?:\.[^\\/]*)?$/i.test(fileName) ? 'jenkinsfile' : languageId;
}
