import type * as vscode from 'vscode';

/** A Jenkinsfile counts as one whatever extension knows it. */
export function editorLanguage({ languageId, fileName }: vscode.TextDocument): string {
  return /(?:^|[\\/.])jenkinsfile(?:\.[^\\/]*)?$/i.test(fileName) ? 'jenkinsfile' : languageId;
}
