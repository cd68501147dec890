import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { JiraSession } from '../../../jira/index.ts';
import { readFieldValues } from '../../../jira/issues/issueActions.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { explanationText } from '../../connections/words/explain.ts';
import type { EditedText, ServerText, TextKind, TextPlace } from '../../shell/drafts/textKind.ts';
import { editableOf, type Origin, originIn } from './documents.ts';
import type { FieldForm } from './fieldQuestion.ts';
import { textScheme } from './issueUri.ts';

const { t } = vscode.l10n;

/** Field of several lines: of an issue, of a new issue, or of a transition. */
export interface TextFieldRef extends FieldForm {
  readonly field: { readonly id: string; readonly name: string };
}

/** URI of a field's text as a document; it holds all parts, so that the editor can be restored after a reload. */
export function fieldUri({ place, field, type, step }: TextFieldRef): vscode.Uri {
  const { connection, project, issue, parent, source } = place;
  const query = new URLSearchParams({
    ...{ connection: connection.id, project, field: field.id, name: field.name },
    ...(issue && { issue }),
    ...(parent && { parent }),
    ...(source && { source }),
    ...(type && { type }),
    ...(step && { step }),
  });
  const path = `/jira-draft/${`${field.name} (${issue ?? project})`.replaceAll('/', '∕')}`;
  return vscode.Uri.from({ scheme: textScheme, path, query: query.toString() });
}

/** Sends a text, or opens the form that it belongs to. */
export type SendField = (ref: TextFieldRef, markdown: string, origin: Origin | undefined) => Promise<boolean>;

/** Fields of several lines as texts under edit, as Markdown. */
export class FieldTexts implements TextKind<TextFieldRef> {
  readonly scheme = textScheme;
  readonly closes = true;
  private readonly store: ConnectionStore;
  private readonly sessions: Sessions;
  private readonly send: SendField;

  constructor(store: ConnectionStore, sessions: Sessions, send: SendField) {
    this.store = store;
    this.sessions = sessions;
    this.send = send;
  }

  refOf(uri: vscode.Uri): TextFieldRef {
    const query = new URLSearchParams(uri.query);
    const part = (name: string) => query.get(name) ?? undefined;
    const connection = this.store.findJira(part('connection') ?? '');
    const id = part('field');
    const project = part('project');
    if (!connection || !id || !project)
      throw vscode.FileSystemError.FileNotFound(t('The connection of this text was removed.'));
    const field = { id, name: part('name') ?? id };
    const place = { connection, project, issue: part('issue'), parent: part('parent'), source: part('source') };
    return { place, field, type: part('type'), step: part('step') };
  }

  placeOf({ place, field, type, step }: TextFieldRef): TextPlace {
    const { connection, project, issue, parent, source } = place;
    const subject = issue ?? t('a new issue in {0}', project);
    return {
      connection: connection.id,
      name: ['field', issue ?? project, field.id, type, step, parent, source].filter(Boolean).join(' '),
      place: issue ?? project,
      title: t('{0} of {1}', field.name, subject),
    };
  }

  /** A field of a form has no text on the server yet. */
  async read({ place, field, step }: TextFieldRef): Promise<ServerText | undefined> {
    const { connection, issue } = place;
    if (!issue || step) return undefined;
    try {
      const session = this.sessions.jira(connection);
      const values = await readFieldValues(session, issue, [field.id]);
      return await textOfValue(session, values[field.id]);
    } catch (error) {
      throw vscode.FileSystemError.Unavailable(explanationText(error));
    }
  }

  apply(ref: TextFieldRef, { text, details }: EditedText): Promise<boolean> {
    return this.send(ref, text, originIn(details));
  }
}

/** Markdown of a field's value, with the parts that Markdown cannot say kept separately. */
export async function textOfValue(session: JiraSession, value: unknown): Promise<ServerText> {
  const { markdown, origin } = await editableOf(session, value ?? '');
  // Markdown does not show all of it: two values of the same text may differ.
  const version = createHash('sha256')
    .update(JSON.stringify(value ?? ''))
    .digest('hex');
  return { text: markdown, version, details: { origin } };
}
