import { asObject, asObjects, asString, asText } from '../../base/json.ts';
import { JiraFlavor } from '../session/flavor.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';

/**
 * Finds the id of the field with an issue's epic on Server and Data Center; Cloud uses the parent for that. A site's
 * fields change rarely: they are read once for each session.
 */
export function epicFieldOf(session: JiraSession, options: ReadOptions = {}): Promise<string | undefined> {
  if (session.flavor === JiraFlavor.cloud) return Promise.resolve(undefined);
  if (session.epicField) return session.epicField;
  const finding = find(session, options);
  session.epicField = finding;
  finding.catch(() => {
    session.epicField = undefined;
  });
  return finding;
}

async function find(session: JiraSession, options: ReadOptions): Promise<string | undefined> {
  const fields = asObjects(await session.getList(session.api('/field'), options));
  const epic = fields.find(field => asText(asObject(field['schema'])['custom']).endsWith(':gh-epic-link'));
  return asString(epic?.['id']);
}
