import { asObject, asObjects, asString } from '../../base/json.ts';
import { JiraFlavor, type JiraSession, type ReadOptions } from '../session/session.ts';

/** A site's fields change rarely: they are read once for each session. */
const known = new WeakMap<JiraSession, Promise<string | undefined>>();

/** Finds the id of the field with an issue's epic on Server and Data Center; Cloud uses the parent for that. */
export function epicFieldOf(session: JiraSession, options: ReadOptions = {}): Promise<string | undefined> {
  if (session.flavor === JiraFlavor.cloud) return Promise.resolve(undefined);
  const before = known.get(session);
  if (before) return before;
  const finding = find(session, options);
  known.set(session, finding);
  finding.catch(() => known.delete(session));
  return finding;
}

async function find(session: JiraSession, options: ReadOptions): Promise<string | undefined> {
  const fields = asObjects(await session.getJson(session.api('/field'), options));
  const epic = fields.find(field => /:gh-epic-link$/.test(asString(asObject(field['schema'])['custom']) ?? ''));
  return asString(epic?.['id']);
}
