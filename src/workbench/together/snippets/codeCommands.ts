import * as vscode from 'vscode';
import { type Call, type SnippetLanguage, variablesOf } from '../../../snippets/call.ts';
import { languagesFor } from '../../../snippets/languages.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { frontJob } from '../../jenkins/jobs/frontJob.ts';
import type { JobPicker } from '../../jenkins/jobs/jobPicker.ts';
import { frontIssue } from '../../jira/issues/frontIssue.ts';
import { issueIn } from '../../jira/issues/issueRef.ts';
import { pickIssue } from '../../jira/issues/pickIssue.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { notifyInformation, showBriefly } from '../../shell/messages/notifications.ts';
import type { CallChoice } from './callChoice.ts';
import { editorLanguage } from './editorLanguage.ts';
import { jenkinsCalls } from './jenkinsCalls.ts';
import { type JiraCallDeps, jiraCalls } from './jiraCalls.ts';
import { jobTargetIn } from './jobTarget.ts';
import { restrictionCalls } from './restrictionCalls.ts';

const { t } = vscode.l10n;
const shownMs = 5000;

export interface CodeDeps extends JiraCallDeps {
  readonly store: ConnectionStore;
  readonly jobPicker: JobPicker;
}

/** *Copy as Code…*: a call on the clipboard. */
export async function copyAsCode(deps: CodeDeps, target: unknown): Promise<void> {
  const written = await codeFor(deps, target, vscode.window.activeTextEditor, t('Copy as Code'));
  if (!written) return;
  await vscode.env.clipboard.writeText(written.code);
  showBriefly(t('Copied as {0}.', written.language.label), shownMs);
}

/** *Insert Code…*: a call at the cursor of the file in front. */
export async function insertCode(deps: CodeDeps, target: unknown): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return notifyInformation(t('Open the file in which to insert code first.'));
  const written = await codeFor(deps, target, editor, t('Insert Code'));
  if (!written) return;
  const shown = await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  const isDone = await shown.edit(edit => {
    for (const selection of shown.selections) edit.replace(selection, written.code);
  });
  if (!isDone) notifyInformation(t('This file cannot be changed here. Use Copy as Code instead.'));
}

interface Written {
  readonly code: string;
  readonly language: SnippetLanguage;
}

async function codeFor(
  deps: CodeDeps,
  target: unknown,
  editor: vscode.TextEditor | undefined,
  title: string,
): Promise<Written | undefined> {
  const choices = await choicesFor(deps, target, title);
  const call = choices && (await askCall(choices, title));
  if (!call) return undefined;
  const language = await askLanguage(call, editor, title);
  return language && { language, code: language.write(completed(call, language)) };
}

/** Calls about the line, or what is in front; else about a job or an issue that the person picks. */
async function choicesFor(deps: CodeDeps, target: unknown, title: string): Promise<CallChoice[] | undefined> {
  const { store, sessions } = deps;
  const given = target ?? frontJob() ?? frontIssue();
  const job = jobTargetIn(given, id => store.findJenkins(id));
  if (job) return jenkinsCalls(job, sessions);
  const issue = issueIn(given, id => store.findJira(id));
  if (issue) return jiraCalls(issue, deps);
  return restrictionCalls(store) ?? (await askTarget(deps, title));
}

async function askTarget(deps: CodeDeps, title: string): Promise<CallChoice[] | undefined> {
  const { store, sessions, jobPicker } = deps;
  const [jenkins, jira] = [store.ofProduct(Product.jenkins), store.ofProduct(Product.jira)];
  const products = [
    ...(jenkins.length > 0 ? [{ label: t('Jenkins Job'), value: Product.jenkins }] : []),
    ...(jira.length > 0 ? [{ label: t('Jira Issue'), value: Product.jira }] : []),
  ];
  const question = { title, placeholder: t('Select the subject of the call'), items: products };
  const answer = products.length > 1 ? await askPick<Product>(question) : undefined;
  const product = answer?.kind === 'answered' ? answer.value : products.length === 1 ? products[0]?.value : undefined;
  if (product === Product.jenkins) {
    const job = await jobPicker.pick(jenkins, { title, accepts: () => true });
    return job && jenkinsCalls(job, sessions);
  }
  const issue = product && (await pickIssue(jira, sessions, title));
  return issue && jiraCalls(issue, deps);
}

async function askCall(choices: readonly CallChoice[], title: string): Promise<Call | undefined> {
  const [only] = choices.length === 1 ? choices : [];
  if (only) return only.make();
  const answer = await askPick<CallChoice>({
    title,
    placeholder: t('Select the call'),
    items: choices.map(choice => ({ label: choice.label, detail: choice.detail, value: choice })),
  });
  return answer.kind === 'answered' ? answer.value.make() : undefined;
}

/** The languages of the file at hand come first. */
async function askLanguage(
  call: Call,
  editor: vscode.TextEditor | undefined,
  title: string,
): Promise<SnippetLanguage | undefined> {
  const id = editor && editorLanguage(editor.document);
  const answer = await askPick<SnippetLanguage>({
    title,
    placeholder: t('Select the language'),
    items: languagesFor(call, id).map(language => ({
      label: language.label,
      ...(id !== undefined && language.editors.includes(id) && { description: t('fits the file in front') }),
      value: language,
    })),
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

/** Call with a sentence about each of its variables. */
function completed(call: Call, language: SnippetLanguage): Call {
  const untold = variablesOf(call).filter(name => !call.notes.some(note => note.includes(name)));
  const unencoded = language.unencoded?.(call) ?? [];
  return {
    ...call,
    notes: [
      ...call.notes,
      ...untold.map(name => t('Set {0} to its secret value.', name)),
      ...unencoded.map(name => t('Percent-encode the value of {0}: this file cannot.', name)),
    ],
  };
}
