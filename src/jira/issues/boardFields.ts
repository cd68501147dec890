import { asObject, asObjects, asString, asText } from '../../base/json.ts';
import type { BoardFields } from '../fields/boardFields.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';

/**
 * Finds the ids of the fields of boards. A site's fields change rarely: they are read once for each session, for all
 * who ask meanwhile, so that nobody's signal aborts it.
 */
export function boardFieldsOf(session: JiraSession, { background }: ReadOptions = {}): Promise<BoardFields> {
  if (session.boardFields) return session.boardFields;
  const finding = find(session, { background });
  session.boardFields = finding;
  finding.catch(() => {
    session.boardFields = undefined;
  });
  return finding;
}

async function find(session: JiraSession, options: ReadOptions): Promise<BoardFields> {
  const fields = asObjects(await session.getList(session.api('/field'), options));
  const ofKind = (kind: string) =>
    asString(fields.find(field => asText(asObject(field['schema'])['custom']).endsWith(`:${kind}`))?.['id']);
  const epic = session.flavor === JiraFlavor.cloud ? undefined : ofKind('gh-epic-link');
  return { epic, sprint: ofKind('gh-sprint') };
}
