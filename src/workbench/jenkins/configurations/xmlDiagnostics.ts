import * as vscode from 'vscode';
import { otherRoot, type XmlProblem, xmlProblem } from '../../../jenkins/jobs/xmlProblem.ts';
import { onShownOrChanged, tabsOf } from '../../shell/drafts/openTexts.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import type { JobRef } from '../jobs/jobRef.ts';
import { configurationScheme } from './configurationScheme.ts';

const { t } = vscode.l10n;

/** Pause in typing after which a text is checked, in milliseconds. */
const pauseMs = 300;

/** Marks the place where an edited configuration is not well formed. */
export class XmlDiagnostics implements vscode.Disposable {
  private readonly found = vscode.languages.createDiagnosticCollection('jenkins-config');
  private readonly timers = new Map<string, NodeJS.Timeout>();
  private readonly listening: vscode.Disposable;

  constructor(files: TextFiles<JobRef>) {
    this.listening = vscode.Disposable.from(
      onShownOrChanged(document => this.checkSoon(document)),
      files.onDidClose(uri => this.found.delete(uri)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.found.delete(uri)),
    );
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
    this.listening.dispose();
    this.found.dispose();
  }

  private checkSoon(document: vscode.TextDocument): void {
    if (document.uri.scheme !== configurationScheme) return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => this.check(document), pauseMs),
    );
  }

  private check(document: vscode.TextDocument): void {
    this.timers.delete(document.uri.toString());
    if (document.isClosed || tabsOf(document.uri).length === 0) return;
    const problem = xmlProblem(document.getText());
    this.found.set(document.uri, problem ? [diagnosticOf(document, problem)] : []);
  }
}

function diagnosticOf(document: vscode.TextDocument, { line, column, message }: XmlProblem): vscode.Diagnostic {
  const at = document.validatePosition(new vscode.Position(line - 1, column));
  const range = document.getWordRangeAtPosition(at) ?? new vscode.Range(at.translate(0, at.character > 0 ? -1 : 0), at);
  const diagnostic = new vscode.Diagnostic(range, t('Not well-formed XML: {0}', message));
  diagnostic.source = 'Jenkins';
  return diagnostic;
}

/** Complaint about a text that is not well formed, with its line; undefined for a good one. */
export function xmlComplaint(text: string): string | undefined {
  const problem = xmlProblem(text);
  return problem && t('Line {0} is not well-formed XML: {1}', String(problem.line), problem.message);
}

/** Complaint about a text that makes another kind of job than the configuration before it; undefined for a good one. */
export function rootComplaint(before: string, text: string): string | undefined {
  const root = otherRoot(before, text);
  return (
    root &&
    t(
      'Line {0} starts with <{1}>, which is another kind of job. Jenkins cannot change the kind of a job.',
      String(root.line),
      root.name,
    )
  );
}
