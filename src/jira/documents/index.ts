/**
 * Documents of Jira: Atlassian's format (ADF, Cloud), wiki markup (Server and Data Center), and Markdown, in which they
 * are written here. A bundle of its own, loaded at first use. Parts that Markdown cannot say are preserved and restored.
 *
 * Must know neither sessions nor VS Code: bodies come and go as values.
 *
 * Read first: `editable.ts` (a body into Markdown and back), `markdownToAdf.ts` and `wikiToAdf.ts` (the two readers).
 */
export type { AdfDocument, AdfNode } from './adf.ts';
export { adfToHtml, type HtmlOptions, safeHref } from './adfToHtml.ts';
export { adfToWiki } from './adfToWiki.ts';
export {
  type EditableBody,
  type JiraBody,
  markdownToDocument,
  markdownToWiki,
  peopleToName,
  toEditable,
} from './editable.ts';
export { type BodyBeginning, beginningOfBody, bodyOfMarkdown, htmlOfBody } from './flavored.ts';
export { type Name, nameOfPerson } from './names.ts';
export { noOrigin, type Origin, peopleOf } from './origin.ts';
export { parseAdf } from './parseAdf.ts';
export { type AttachedPicture, withoutFiles, withPicture } from './pictures.ts';
export { wikiToAdf } from './wikiToAdf.ts';
