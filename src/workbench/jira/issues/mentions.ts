import * as vscode from 'vscode';
import { asObject, isObject } from '../../../base/json.ts';
import type { Name } from '../../../jira/documents/index.ts';
import { findAssignable } from '../../../jira/people/people.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import { loadDocuments, originIn } from './documents.ts';
import type { IssueRef } from './issueRef.ts';

/** Place of a text whose readers can be mentioned. */
export interface MentionPlace {
  readonly connection: JiraConnection;
  readonly where: { readonly issue: string } | { readonly project: string };
}

export function mentionPlaceAt(issue: IssueRef | undefined): MentionPlace | undefined {
  return issue && { connection: issue.connection, where: { issue: issue.key } };
}

export interface MentionsDeps {
  readonly sessions: Sessions;
  readonly background: Background;
  readonly placeOf: (uri: vscode.Uri) => MentionPlace | undefined;
}

/** Completes people after an `@` in a text: their name stands there, and their id is kept beside the text. */
export class Mentions implements vscode.CompletionItemProvider {
  private readonly deps: MentionsDeps;

  constructor(deps: MentionsDeps) {
    this.deps = deps;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.CompletionList | undefined> {
    const { sessions, background, placeOf } = this.deps;
    const before = document.lineAt(position).text.slice(0, position.character);
    const typed = /(?:^|[\s(])@([\p{L}\p{N}._-]*)$/u.exec(before)?.[1];
    const place = typed === undefined ? undefined : placeOf(document.uri);
    if (typed === undefined || !place) return undefined;
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    // Without a list of people there are no completions, and no error.
    const found = await background.optional('People to mention could not be read', () =>
      findMentionable(sessions, place, typed, abort.signal),
    );
    const range = new vscode.Range(position.translate(0, -typed.length - 1), position);
    const items = (found ?? []).map(({ label, text, name }) => {
      const item = new vscode.CompletionItem(label, vscode.CompletionItemKind.User);
      item.insertText = text;
      if (name) item.command = { command: 'jenkinsJira.keepName', title: '', arguments: [document.uri, name] };
      item.filterText = `@${typed}${label.slice(1)}`;
      item.range = range;
      return item;
    });
    return new vscode.CompletionList(items, true);
  }
}

/** Person who can be mentioned. */
export interface Mentionable {
  readonly label: string;
  /** Text that mentions them. */
  readonly text: string;
  /** Name that is kept beside the text; undefined where Markdown could take it for syntax, and the text is a link. */
  readonly name: Name | undefined;
}

/** @param typed text after the `@` */
export async function findMentionable(
  sessions: Sessions,
  { connection, where }: MentionPlace,
  typed: string,
  signal: AbortSignal,
): Promise<Mentionable[]> {
  const reading = { signal, background: true };
  const found = await findAssignable(sessions.jira(connection), where, typed, reading);
  const { nameOfPerson } = await loadDocuments();
  return found.map(({ id, displayName }) => {
    const name = nameOfPerson(id, displayName);
    const link = `[@${displayName.replace(/[[\]\\]/g, '\\$&')}](mention:${encodeURIComponent(id)})`;
    return { label: `@${displayName}`, text: `${name?.text ?? link} `, name };
  });
}

/**
 * Keeps a completed name beside the text. A person of the same name as another replaces that.
 * @param shown text of a page, which an editor may not show yet
 */
export async function keepName(drafts: Drafts, target: unknown, value: unknown, shown?: string): Promise<void> {
  const name = parseName(value);
  const files = target instanceof vscode.Uri ? await drafts.filesOf(target.scheme)?.() : undefined;
  if (!(target instanceof vscode.Uri) || !files || !name) return;
  const details = await files.detailsOf(target);
  const { noOrigin } = await loadDocuments();
  const origin = originIn(details) ?? noOrigin;
  const others = (origin.names ?? []).filter(({ text }) => text !== name.text);
  await files.keepDetails(target, { ...details, origin: { ...origin, names: [...others, name] } }, false, shown);
}

function parseName(value: unknown): Name | undefined {
  const { text, node } = asObject(value);
  const { type, attrs } = asObject(node);
  const isMention = typeof text === 'string' && type === 'mention' && isObject(attrs);
  return isMention ? { text, node: { type: 'mention', attrs } } : undefined;
}
