// Reported for JeromeErasmus/extended-markdown-adf-parser and ajbeck/adf-to-markdown; nodes with `localId` as Cloud
// stores them; tables for atlassian/atlascode #1560.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownToDocument, markdownToWiki, parseAdf, toEditable } from '../../../src/jira/documents/index.ts';
import { describeCases } from '../case.ts';
import { editableText, editText } from '../support/documents.ts';

function documentIn(file: string): { readonly text: string; readonly content: unknown } {
  const text = readFileSync(join(import.meta.dirname, 'documents', file), 'utf8');
  return { text, content: JSON.parse(text).content };
}

/** The document with one word changed in its JSON. */
const changedIn = (text: string, word: string) =>
  JSON.parse(text.replace(new RegExp(`\\b${word}\\b`), 'changed')).content;

/** The document after a person changed one word of its Markdown. */
function edited(text: string, word: string): unknown {
  const { markdown, origin } = toEditable(parsed(text));
  return markdownToDocument(editText(markdown, new RegExp(`\\b${word}\\b`), 'changed'), origin).content;
}

function parsed(text: string) {
  const document = parseAdf(JSON.parse(text));
  assert.ok(document, 'the document is read');
  return document;
}

function unchanged(text: string): unknown {
  const { markdown, origin } = toEditable(parsed(text));
  return markdownToDocument(markdown, origin).content;
}

/** Ids that Cloud gives to each node. */
const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, each) => (key === 'localId' ? undefined : each)));

describeCases('adf-rich-document', one => {
  const { text, content } = documentIn('richPage.json');
  const { markdown } = toEditable(parsed(text));
  const words = editableText(markdown).match(/\bW\d+\b/g) ?? [];

  one('a document that is not edited stays as it was', () => assert.deepEqual(unchanged(text), content));
  one('at least six of its words can be edited', () => assert.ok(words.length >= 6, words.join()));
  one('each word that is edited changes nothing else', () => {
    for (const word of words) {
      assert.deepEqual(withoutIds(edited(text, word)), withoutIds(changedIn(text, word)), word);
    }
  });
});

describeCases('cloud-local-ids', one => {
  const { text, content } = documentIn('localIds.json');

  one('a document that is not edited stays as it was', () => assert.deepEqual(unchanged(text), content));
  for (let number = 1; number <= 12; number++) {
    const word = `W${number}`;
    one(`${word} can be edited, and every id stays`, () => {
      const { markdown } = toEditable(parsed(text));
      assert.match(editableText(markdown), new RegExp(`\\b${word}\\b`));
      assert.deepEqual(edited(text, word), changedIn(text, word));
    });
  }
});

describeCases('markdown-table-extra-cells', one => {
  const markdown = `| step | command | risk |
|---|---|---|
| 1 | cat app.log | grep ERROR | high |
| 2 | ls | low |`;

  one('Cloud gets the cells that are more than the head has', () =>
    assert.match(JSON.stringify(markdownToDocument(markdown)), /high/),
  );
  one('Data Center gets the cells that are more than the head has', () =>
    assert.match(markdownToWiki(markdown), /high/),
  );
});
