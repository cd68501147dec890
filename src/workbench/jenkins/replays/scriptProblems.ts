import * as vscode from 'vscode';
import type { ScriptProblem } from '../../../jenkins/pipelines/scriptCheck.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import { type ScriptRef, scriptUri } from './scriptUri.ts';

/** Marks the places where the last check found an error. */
export class ScriptProblems implements vscode.Disposable {
  private readonly found = vscode.languages.createDiagnosticCollection('jenkins-replay');
  private readonly listening: vscode.Disposable;

  constructor(files: Pick<TextFiles<ScriptRef>, 'onDidClose'>) {
    this.listening = vscode.Disposable.from(
      files.onDidClose(uri => this.found.delete(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.found.delete(uri)),
    );
  }

  /** @param problem undefined where the script was found to be good, or was not checked */
  async mark(ref: ScriptRef, problem: ScriptProblem | undefined): Promise<void> {
    const uri = scriptUri(ref);
    this.found.set(uri, problem ? [diagnosticOf(await vscode.workspace.openTextDocument(uri), problem)] : []);
  }

  /** Shows the place of a problem. */
  async show(ref: ScriptRef, problem: ScriptProblem): Promise<void> {
    const document = await vscode.workspace.openTextDocument(scriptUri(ref));
    await vscode.window.showTextDocument(document, { preview: false, selection: rangeOf(document, problem) });
  }

  dispose(): void {
    this.listening.dispose();
    this.found.dispose();
  }
}

function diagnosticOf(document: vscode.TextDocument, problem: ScriptProblem): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(document, problem), problem.message);
  diagnostic.source = 'Jenkins';
  return diagnostic;
}

/** The word there, or a character: an error at the end of a line stands behind it. */
function rangeOf(document: vscode.TextDocument, { line, column }: ScriptProblem): vscode.Range {
  const at = document.validatePosition(new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1)));
  const word = document.getWordRangeAtPosition(at);
  if (word) return word;
  const next = document.validatePosition(at.translate(0, 1));
  return new vscode.Range(next.isEqual(at) && at.character > 0 ? at.translate(0, -1) : at, next);
}
