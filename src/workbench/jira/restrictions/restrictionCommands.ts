import * as vscode from 'vscode';
import { asObjects, isObject, type JsonObject } from '../../../base/json.ts';
import type { Assumptions, Operation, WantedCall } from '../../../restrictions/index.ts';
import { askInOrder } from '../../shell/dialogs/answer.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { shownItems } from '../../shell/dialogs/shownItems.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import type { CallRecorder } from './callRecorder.ts';
import { languageId, loadEngine } from './engine.ts';
import { operationWords } from './reachWords.ts';
import type { ReportDocuments } from './reportDocuments.ts';
import type { RestrictionDocuments } from './restrictionDocuments.ts';
import { askBody, askUrl, checkedBase } from './restrictionQuestions.ts';
import { restrictionReport, testReport } from './restrictionReport.ts';

const { t } = vscode.l10n;

export interface RestrictionCommandDeps {
  readonly documents: RestrictionDocuments;
  readonly recorder: CallRecorder;
  readonly reports: ReportDocuments;
  /** Bases of the connected Jiras, without slashes at their ends. */
  readonly jiraBases: () => readonly string[];
}

/** Commands of token restrictions. */
export class RestrictionCommands {
  private readonly documents: RestrictionDocuments;
  private readonly recorder: CallRecorder;
  private readonly jiraBases: () => readonly string[];
  private readonly reports: ReportDocuments;

  constructor(deps: RestrictionCommandDeps) {
    this.documents = deps.documents;
    this.recorder = deps.recorder;
    this.jiraBases = deps.jiraBases;
    this.reports = deps.reports;
  }

  /** Opens a new document with two rules to fill in. */
  async create(): Promise<void> {
    const editor = await this.open('');
    await editor.insertSnippet(twoRules(this.documents.defaults().baseUrl));
  }

  private async open(content: string): Promise<vscode.TextEditor> {
    const document = await vscode.workspace.openTextDocument({ language: languageId, content });
    return vscode.window.showTextDocument(document);
  }

  async withDocument(target: unknown, work: (document: vscode.TextDocument) => Promise<void>): Promise<void> {
    const document = await this.documentFor(target);
    if (document) await work(document);
  }

  async withEditor(work: (editor: vscode.TextEditor) => Promise<void>): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    await work(editor?.document.languageId === languageId ? editor : await this.open(''));
  }

  async explain(target: unknown): Promise<void> {
    const document = await this.documentFor(target);
    if (!document) return;
    const session = await this.documents.session();
    const restrictions = await this.documents.read(document);
    const assumptions = this.documents.assumptions(document);
    const report = await withDelayedProgress(t('Analyzing the restrictions…'), signal =>
      restrictionReport(session, restrictions, assumptions, signal),
    );
    if (report !== undefined) await this.reports.show(t('What the restrictions allow'), report);
  }

  async test(target: unknown): Promise<void> {
    const document = await this.documentFor(target);
    if (!document) return;
    const request = { method: 'GET', url: '', body: '' };
    const title = t('Test URL Against Token Restrictions');
    const answered = await askInOrder([
      () => this.askMethod(title, method => Object.assign(request, { method })),
      () => askUrl(title, request.url, url => Object.assign(request, { url })),
      () => askBody(title, request.body, body => Object.assign(request, { body })),
    ]);
    if (!answered) return;
    const { body, ...rest } = request;
    const asked = body === '' ? rest : { ...rest, body: JSON.parse(body) as unknown };
    const restrictions = await this.documents.read(document);
    const assumptions = this.documents.assumptions(document);
    const report = await withDelayedProgress(t('Testing the URL…'), signal =>
      testReport(restrictions, asked, assumptions, signal),
    );
    if (report !== undefined) await this.reports.show(t('URL Test'), report);
  }

  /** @param target `calls`: those of a script, instead of a choice */
  async generate(target?: unknown): Promise<void> {
    if (isObject(target) && Array.isArray(target['calls'])) return this.generateForCalls(asObjects(target['calls']));
    const recording = this.recorder.isRecording;
    const answer = await askPick<'extension' | 'operations' | 'record' | 'recorded'>({
      title: t('Generate Token Restrictions'),
      placeholder: t('Select what the token must be able to do'),
      items: [
        { label: t('What this extension needs'), value: 'extension' },
        { label: t('Operations that you select'), value: 'operations' },
        recording
          ? { label: t('Calls since the recording was started'), value: 'recorded' }
          : { label: t('Start recording the calls of this extension'), value: 'record' },
      ],
    });
    if (answer.kind !== 'answered') return;
    if (answer.value === 'record') {
      this.recorder.start();
      notifyInformation(t('Recording. Use the views, then generate restrictions again.'));
      return;
    }
    const { callsOf, callsOfExtension } = await loadEngine();
    const assumptions = await this.askBase(this.documents.defaults());
    if (assumptions === undefined) return;
    let calls = callsOfExtension(assumptions.product);
    if (answer.value === 'operations') calls = callsOf(await this.chooseOperations(assumptions));
    if (answer.value === 'recorded') calls = await this.recordedCalls(assumptions);
    if (calls.length > 0) await this.createFor(calls, assumptions);
    else notifyInformation(t('There are no operations to generate rules for.'));
  }

  private async generateForCalls(given: readonly JsonObject[]): Promise<void> {
    const { callsOfRequests, httpMethods, operationsOf } = await loadEngine();
    const assumptions = await this.askBase(this.documents.defaults());
    if (assumptions === undefined) return;
    const requests = given.flatMap(({ method, path }) => {
      const known = httpMethods.find(each => each === method);
      return known && typeof path === 'string' ? [{ method: known, url: path }] : [];
    });
    // Paths alone: nothing stands before them.
    await this.createFor(callsOfRequests(requests, operationsOf(assumptions.product), ''), assumptions);
  }

  private async createFor(calls: readonly WantedCall[], assumptions: Assumptions): Promise<void> {
    const { generateRulesAsync } = await loadEngine();
    const rules = await withDelayedProgress(t('Generating rules…'), signal =>
      generateRulesAsync(calls, assumptions, signal),
    );
    if (rules === undefined) return;
    await this.open(rules.map(({ text }) => `${text}\n`).join(''));
    const besides = [...new Set(rules.flatMap(rule => rule.besides.map(operationWords)))];
    if (besides.length > 0) {
      notifyInformation(
        t('These cannot be told apart from what you selected, and are allowed too: {0}', besides.join(', ')),
      );
    }
  }

  /** Asks for the address that the rules are for, unless the settings have one. */
  private async askBase(assumptions: Assumptions): Promise<Assumptions | undefined> {
    if (assumptions.baseUrl !== undefined) return assumptions;
    const answer = await askText<string>({
      title: t('Generate Token Restrictions'),
      prompt: t('Address of Jira. Leave empty to allow any host'),
      value: this.jiraBases()[0],
      placeholder: 'https://jira.example.com',
      check: text => checkedBase(text.trim()),
    });
    if (answer.kind !== 'answered') return undefined;
    return answer.value === '' ? assumptions : { ...assumptions, baseUrl: answer.value };
  }

  async changeAssumptions(target: unknown): Promise<void> {
    const document = await this.documentFor(target);
    if (!document) return;
    const choices: readonly { label: string; change: Partial<Assumptions> }[] = [
      { label: t('A rule must match the whole URL'), change: { match: 'full' } },
      { label: t('A rule may match part of the URL'), change: { match: 'find' } },
      { label: t('The query string may or may not be matched'), change: { query: 'unknown' } },
      { label: t('The query string is matched'), change: { query: 'yes' } },
      { label: t('The query string is ignored'), change: { query: 'no' } },
      { label: t('Jira Data Center'), change: { product: 'dc' } },
      { label: t('Jira Cloud'), change: { product: 'cloud' } },
    ];
    const now = this.documents.assumptions(document);
    const isSo = (change: Partial<Assumptions>) =>
      Object.entries(change).every(([key, value]) => now[key as keyof Assumptions] === value);
    const answer = await askPick<Partial<Assumptions>>({
      title: t('Assumptions for This Document'),
      placeholder: t('Select what to assume where Atlassian documents nothing'),
      items: choices.map(({ label, change }) => ({
        label,
        value: change,
        ...(isSo(change) ? { description: t('current') } : {}),
      })),
    });
    if (answer.kind === 'answered') this.documents.assume(document, answer.value);
  }

  async explainDiagnostic(code: unknown): Promise<void> {
    const kind = (await loadEngine()).catalogue.find(each => each.code === code);
    if (!kind) return;
    const { what, why, bad, good } = kind.docs;
    const text = [
      `# ${kind.code}`,
      t(what),
      t(why),
      `${t('Bad:')}\n\n\`\`\`text\n${bad}\n\`\`\``,
      `${t('Good:')}\n\n\`\`\`text\n${good}\n\`\`\``,
      '',
    ];
    await this.reports.show(kind.code, text.join('\n\n'));
  }

  /** Document of a command: a lens passes it; otherwise the active one, or the clipboard's content. */
  private async documentFor(target: unknown): Promise<vscode.TextDocument | undefined> {
    if (target instanceof vscode.Uri) return vscode.workspace.openTextDocument(target);
    const active = vscode.window.activeTextEditor?.document;
    if (active?.languageId === languageId) return active;
    notifyInformation(t('Open token restrictions first: use “New Token Restrictions” and paste them in.'));
    return undefined;
  }

  private async askMethod(title: string, keep: (method: string) => void) {
    const answer = await askPick<string>({
      title,
      placeholder: t('HTTP method of the request'),
      items: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'].map(value => ({ label: value, value })),
    });
    if (answer.kind === 'answered') keep(answer.value);
    return answer;
  }

  /** Recorded calls of the connected Jiras. */
  private async recordedCalls({ product }: Assumptions): Promise<WantedCall[]> {
    const { callsOfRequests, httpMethods, operationsOf } = await loadEngine();
    const requests = this.recorder.stop().flatMap(({ method, url }) => {
      const known = httpMethods.find(each => each === method);
      return known ? [{ method: known, url }] : [];
    });
    return this.jiraBases().flatMap(base =>
      callsOfRequests(
        requests.filter(({ url }) => url.startsWith(`${base}/`)),
        operationsOf(product),
        base,
      ),
    );
  }

  private async chooseOperations({ product }: Assumptions): Promise<Operation[]> {
    const { operationsOf } = await loadEngine();
    const items = operationsOf(product).map(operation => ({
      label: operationWords(operation),
      description: [operation.writes && t('write'), operation.admin && t('admin')].filter(Boolean).join(', '),
      operation,
    }));
    const chosen = await vscode.window.showQuickPick(shownItems(items), {
      title: t('Generate Token Restrictions'),
      placeHolder: t('Select everything that the token must be able to do'),
      canPickMany: true,
      matchOnDescription: true,
    });
    return (chosen ?? []).map(({ operation }) => operation);
  }
}

/** Snippet of a rule for reading and a rule for writing. */
function twoRules(baseUrl: string | undefined): vscode.SnippetString {
  const base = baseUrl?.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&') ?? '[^?#;]*';
  return new vscode.SnippetString('[get]')
    .appendPlaceholder(base, 1)
    .appendText('/rest/api/2/issue/')
    .appendPlaceholder('PROJ', 2)
    .appendText('-[0-9]+([?].*)?\n[post]')
    .appendTabstop(1)
    .appendText('/rest/api/2/issue/')
    .appendTabstop(2)
    .appendText('-[0-9]+/')
    .appendPlaceholder('comment', 3)
    .appendText('([?].*)?\n');
}
