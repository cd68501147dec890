/**
 * Documents of Jira: Atlassian's format (Cloud), wiki markup (Server and Data Center), and Markdown, in which they are
 * written here. A bundle of its own, loaded at first use.
 */
export type { AdfDocument, AdfNode } from './adf.ts';
export { parseAdf } from './adf.ts';
export { adfToHtml, type HtmlOptions, safeHref } from './adfToHtml.ts';
export { adfToWiki } from './adfToWiki.ts';
export {
  type EditableBody,
  type JiraBody,
  markdownToDocument,
  markdownToWiki,
  previewDocument,
  toEditable,
} from './editable.ts';
export { noOrigin, type Origin } from './origin.ts';
export { wikiToAdf } from './wikiToAdf.ts';
