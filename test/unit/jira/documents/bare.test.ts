// Documents of others: nodes and marks that lack all that their kind usually has.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { adfToText } from '../../../../src/jira/documents/adfText.ts';
import { adfToMarkdown } from '../../../../src/jira/documents/adfToMarkdown.ts';
import { adfToWiki } from '../../../../src/jira/documents/adfToWiki.ts';
import {
  type AdfNode,
  adfToHtml,
  markdownToDocument,
  parseAdf,
  toEditable,
} from '../../../../src/jira/documents/index.ts';

const blocks = (
  'paragraph heading blockquote panel rule codeBlock bulletList orderedList taskList decisionList table tableRow ' +
  'tableCell tableHeader listItem taskItem decisionItem mediaSingle mediaGroup media expand nestedExpand blockCard ' +
  'embedCard extension bodiedExtension layoutSection layoutColumn wikiBlock strange'
).split(' ');
const inlines = 'mention emoji inlineCard status date mediaInline placeholder inlineExtension wikiInline wikiOpening';
const lines = [...inlines.split(' '), 'hardBreak', 'text', 'strange'];
const marks =
  'strong em strike code underline subsup textColor backgroundColor link annotation alignment indentation border strange'.split(
    ' ',
  );

const words: AdfNode = { type: 'text', text: 'words' };

/** Converts a block in every way. @returns the text that each way gives */
function converted(block: AdfNode): string[] {
  const document = parseAdf({ version: 1, type: 'doc', content: [block, { type: 'paragraph', content: [words] }] });
  const { markdown, origin } = toEditable(document);
  assert.deepEqual(markdownToDocument(markdown, origin).content, document.content);
  const edited = markdownToDocument(`${markdown} other`, origin);
  assert.ok(JSON.stringify(edited).includes('other'));
  return [adfToHtml(document), adfToText(document), adfToMarkdown(document).blocks.join('\n'), adfToWiki(document)];
}

function assertShown(block: AdfNode): void {
  for (const text of converted(block)) assert.ok(text.includes('words'), text);
}

describe('what lacks all that its kind has', () => {
  for (const type of blocks) {
    it(`is shown and kept as a block: ${type}`, () => {
      assertShown({ type });
      for (const child of [words, { type: 'paragraph' }, { type: 'paragraph', content: [words] }, { type }]) {
        assertShown({ type, content: [child] });
      }
    });
  }

  for (const type of lines) {
    it(`is shown and kept in a line: ${type}`, () => {
      assertShown({ type: 'paragraph', content: [words, { type }, words] });
    });
  }

  for (const type of marks) {
    it(`marks words: ${type}`, () => {
      for (const mark of [{ type }, { type, attrs: {} }]) {
        assertShown({ type: 'paragraph', content: [{ ...words, marks: [mark] }, words] });
        assertShown({ type: 'paragraph', content: [{ type: 'mention', marks: [mark] }, words] });
        assertShown({ type: 'paragraph', content: [words], marks: [mark] });
      }
    });
  }
});
