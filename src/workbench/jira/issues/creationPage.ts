import { FieldKind, type FieldMeta } from '../../../jira/fields/fields.ts';
import { creationPath, type PageValue } from '../../../jira/issues/creationPage.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import type { AskedField, FieldForm } from './fieldQuestion.ts';

/** Page of Jira for the issue of a form, filled in as far as the form is, where the page takes the values as they are. */
export async function creationPage(
  sessions: Sessions,
  { place, type = '' }: FieldForm,
  fields: readonly FieldMeta[],
  answers: ReadonlyMap<string, AskedField>,
): Promise<{ readonly connection: JiraConnection; readonly webPath: string }> {
  const { connection, project, parent } = place;
  const values = fields.flatMap(field => {
    const answer = answers.get(field.id);
    return answer ? valuesOf(field, answer) : [];
  });
  // Long texts last: they are cut where the others leave no room.
  values.sort((a, b) => a[1].length - b[1].length);
  const webPath = await creationPath(sessions.jira(connection), { project, parent, type }, values);
  return { connection, webPath };
}

function valuesOf({ id, kind }: FieldMeta, { value, draft }: AskedField): readonly PageValue[] {
  switch (kind) {
    case FieldKind.text:
    case FieldKind.url:
    case FieldKind.number:
      return 'text' in draft ? [[id, draft.text.trim()]] : [];
    case FieldKind.textArea:
      // Wiki markup as Data Center takes it; a document of Cloud fits into no address.
      return 'text' in draft ? [[id, typeof value === 'string' ? value : draft.text]] : [];
    case FieldKind.option:
    case FieldKind.options:
    case FieldKind.labels:
    case FieldKind.user:
      return 'choices' in draft ? draft.choices.map(choice => [id, choice.id]) : [];
    default:
      return [];
  }
}
