// What becomes of a body in every form that the product gives it.
import { createHash } from 'node:crypto';
import { adfToText } from '../../../../../src/jira/documents/adfText.ts';
import {
  type AdfDocument,
  adfToHtml,
  adfToWiki,
  type JiraBody,
  markdownToDocument,
  markdownToWiki,
  toEditable,
  wikiToAdf,
} from '../../../../../src/jira/documents/index.ts';
import { markdownCorners, wikiCorners } from './corners.ts';
import { documentCorners } from './documentCorners.ts';
import { documents, markdownTexts, wikiTexts } from './inputs.ts';

export interface Conversion {
  /** Wiki markup, Markdown or a document, as text. */
  readonly input: string;
  readonly forms: Readonly<Record<string, string>>;
}

/** Ids of tasks and others are made anew each time. */
const withoutIds = (document: AdfDocument) =>
  JSON.stringify(document).replace(/"localId":"[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"localId":"new"');

/** Of the edits of a body: so many that they are kept as a hash. */
const hashOf = (texts: readonly string[]) =>
  createHash('sha256').update(texts.join('\u0000')).digest('base64url').slice(0, 16);

export function conversions(): Conversion[] {
  return [
    ...[...wikiTexts, ...wikiCorners].map(ofWiki),
    ...[...markdownTexts, ...markdownCorners].map(ofMarkdown),
    ...[...documents, ...documentCorners].map(ofDocument),
  ];
}

function ofWiki(wiki: string): Conversion {
  const shown = wikiToAdf(wiki);
  const { markdown, origin } = toEditable(wiki);
  return {
    input: wiki,
    forms: {
      adf: withoutIds(shown),
      wiki: adfToWiki(shown),
      markdown,
      edited: hashOf(editsOf(markdown).map(edit => markdownToWiki(edit, origin))),
    },
  };
}

function ofMarkdown(markdown: string): Conversion {
  const document = markdownToDocument(markdown);
  return {
    input: markdown,
    forms: {
      adf: withoutIds(document),
      wiki: markdownToWiki(markdown),
      preview: adfToHtml(document),
      again: toEditable(document).markdown,
    },
  };
}

function ofDocument(document: AdfDocument): Conversion {
  const body: JiraBody = document;
  const { markdown, origin } = toEditable(body);
  return {
    input: JSON.stringify(document),
    forms: {
      html: adfToHtml(document),
      text: adfToText(document),
      wiki: adfToWiki(document),
      markdown,
      edited: hashOf(editsOf(markdown).map(edit => withoutIds(markdownToDocument(edit, origin)))),
    },
  };
}

/** A person's small edits: a word more, a line less, two lines changed round, one twice. */
function editsOf(markdown: string): string[] {
  const lines = markdown.split('\n');
  return lines.flatMap((line, at) => {
    const [before, after] = [lines.slice(0, at), lines.slice(at + 1)];
    return [
      [...before, `${line} more`, ...after],
      [...before, ...after],
      [...before, ...after.slice(0, 1), line, ...after.slice(1)],
      [...before, line, line, ...after],
      [...before, line, '', 'new *paragraph*', '', ...after],
      ...['# ', '- ', '1. ', '> ', '> [!NOTE]\n> ', '- [ ] '].map(mark => [...before, mark + line, ...after]),
      [...before, `| a |\n| --- |\n| ${line} |`, ...after],
    ].map(edited => edited.join('\n'));
  });
}
