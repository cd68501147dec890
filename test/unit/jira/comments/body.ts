import { markdownToDocument, markdownToWiki } from '../../../../src/jira/documents/index.ts';
import { JiraFlavor, type NewComment } from '../../../../src/jira/index.ts';

/** A comment as the Jira of that flavor takes it, out of Markdown. */
export function commentFor(flavor: JiraFlavor, markdown: string): NewComment {
  return { body: flavor === JiraFlavor.cloud ? markdownToDocument(markdown) : markdownToWiki(markdown) };
}
