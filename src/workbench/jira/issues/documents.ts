import type * as Documents from '../../../jira/documents/index.ts';
import { type JiraBody, JiraFlavor } from '../../../jira/index.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';

export type { Origin } from '../../../jira/documents/index.ts';

/** Loads the documents of Jira: a bundle of its own, loaded when the first one is shown or written. */
export function loadDocuments(): Promise<typeof Documents> {
  return import('../../../jira/documents/index.ts');
}

/** Converts Markdown for the flavor of the connection's Jira. */
export async function bodyOf(
  { flavor }: JiraConnection,
  markdown: string,
  origin?: Documents.Origin,
): Promise<JiraBody> {
  const { markdownToDocument, markdownToWiki } = await loadDocuments();
  return flavor === JiraFlavor.cloud ? markdownToDocument(markdown, origin) : markdownToWiki(markdown, origin);
}

/** Renders Markdown as Jira will show it, as HTML. */
export async function previewHtml(
  connection: JiraConnection,
  markdown: string,
  origin?: Documents.Origin,
): Promise<string> {
  return bodyHtml(await bodyOf(connection, markdown, origin));
}

/** Renders a body of Jira as HTML: a document of Cloud, wiki markup of others; empty for none. */
export async function bodyHtml(body: unknown, options?: Documents.HtmlOptions): Promise<string> {
  if (body === null || body === undefined || body === '') return '';
  const { adfToHtml, parseAdf, wikiToAdf } = await loadDocuments();
  return adfToHtml(typeof body === 'string' ? wikiToAdf(body) : parseAdf(body), options);
}
