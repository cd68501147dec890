import type { JsonObject } from '../../../base/json.ts';
import type * as Documents from '../../../jira/documents/index.ts';
import type { JiraBody, JiraSession } from '../../../jira/index.ts';
import { readNames } from '../../../jira/people/people.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';

export type { Origin } from '../../../jira/documents/index.ts';

/** Loads the documents of Jira: a bundle of its own, loaded when the first document is shown or written. */
export function loadDocuments(): Promise<typeof Documents> {
  return import('../../../jira/documents/index.ts');
}

/** Parts of a text that Markdown cannot say, among the values of its draft: only this extension writes them. */
export function originIn(details: JsonObject): Documents.Origin | undefined {
  return details['origin'] as Documents.Origin | undefined;
}

/**
 * Converts a body into Markdown to edit, in which mentioned people are read by their names; where Jira does not tell a
 * name, by the name of the account.
 * @throws TooDeepError
 */
export async function editableOf(session: JiraSession, body: unknown): Promise<Documents.EditableBody> {
  const { peopleToName, toEditable } = await loadDocuments();
  return toEditable(body, await readNames(session, peopleToName(body)));
}

/** Converts Markdown for the connection's Jira. */
export async function bodyOf(
  { flavor }: JiraConnection,
  markdown: string,
  origin?: Documents.Origin,
): Promise<JiraBody> {
  return (await loadDocuments()).bodyOfMarkdown(flavor, markdown, origin);
}

/** Renders Markdown as the connection's Jira will show it, as HTML. */
export async function previewHtml(
  { flavor }: JiraConnection,
  markdown: string,
  origin?: Documents.Origin,
): Promise<string> {
  const { bodyOfMarkdown, htmlOfBody, peopleOf } = await loadDocuments();
  return htmlOfBody(bodyOfMarkdown(flavor, markdown, origin), { names: peopleOf(origin) });
}

/** Renders a body of Jira as HTML; empty for none. */
export async function bodyHtml(body: unknown, options?: Documents.HtmlOptions): Promise<string> {
  return (await loadDocuments()).htmlOfBody(body, options);
}

/** Renders the beginning of a body of Jira as HTML, in pieces. */
export async function bodyBeginning(
  body: unknown,
  count: number,
  options?: Documents.HtmlOptions,
): Promise<Documents.BodyBeginning> {
  return (await loadDocuments()).beginningOfBody(body, count, options);
}
