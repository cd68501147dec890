import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { AdfDocument, AdfNode } from '../../../../src/jira/documents/adf.ts';
import { markdownToDocument, toEditable } from '../../../../src/jira/documents/index.ts';
import { adfProblem } from '../../../servers/jira/adfSchema.ts';
import { storedAdf } from '../../../servers/jira/documents/storedAdf.ts';
import { bullets, doc, item, numbers, p, tasks, text } from './nodes.ts';

/** A document as Cloud gives it back. */
function stored(...content: AdfNode[]): AdfDocument {
  let number = 0;
  return storedAdf(structuredClone(doc(...content)) as never, () => ++number) as unknown as AdfDocument;
}

const cell = (type: 'tableHeader' | 'tableCell', attrs: object, ...content: AdfNode[]): AdfNode => ({
  type,
  attrs: { colspan: 1, rowspan: 1, ...attrs },
  content,
});

/** A table as the editor of Cloud makes it: with a layout, widths, colors, a column of headers, more than words. */
const table: AdfNode = {
  type: 'table',
  attrs: { layout: 'align-start', width: 760, isNumberColumnEnabled: true },
  content: [
    {
      type: 'tableRow',
      content: [
        cell('tableHeader', { colwidth: [200], background: '#f4f5f7' }, p(text('Step'))),
        cell('tableHeader', { colwidth: [560] }, p(text('Result'))),
      ],
    },
    {
      type: 'tableRow',
      content: [
        cell('tableHeader', { colwidth: [200] }, p(text('pay'))),
        cell(
          'tableCell',
          { colwidth: [560], background: '#ffebe6' },
          p(text('the card'), { type: 'hardBreak' }, text('failed')),
          bullets('twice'),
        ),
      ],
    },
  ],
};

const mention: AdfNode = { type: 'mention', attrs: { id: '5b10a2844c20165700ede21g', text: '@Dana', accessLevel: '' } };

const description = [
  { type: 'heading', attrs: { level: 2 }, content: [text('Purpose')] },
  p(text('Cards that are over must be '), text('refused', 'strong'), text(' says '), mention, text(' here.')),
  { ...numbers('open checkout', 'enter number'), attrs: { order: 1 } },
  { type: 'bulletList', content: [item(p(text('outer')), bullets('inner', 'other')), item(p(text('next')))] },
  { type: 'panel', attrs: { panelType: 'warning' }, content: [p(text('careful'))] },
  { type: 'codeBlock', attrs: { language: 'java' }, content: [text('int code = 54;')] },
  tasks('t', 'ask', 'tell'),
  { type: 'blockquote', content: [p(text('quoted'))] },
  table,
  { type: 'rule' },
  p(text('Thanks.')),
];

const words = [
  ...['Purpose', 'must', 'refused', 'says', 'here', 'open', 'number', 'outer', 'inner', 'other', 'next', 'careful'],
  ...['code', 'ask', 'tell', 'quoted', 'Step', 'Result', 'pay', 'card', 'Thanks'],
];

/** As JSON with its keys in order, to compare what is sent. */
function sorted(value: unknown): string {
  const ordered = (_: string, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each;
  return JSON.stringify(value, ordered, 1);
}

describe('marks of an edited text', () => {
  it('stay in the order that they had', () => {
    for (const marks of [
      ['strong', 'em', 'strike'],
      ['strike', 'em', 'strong'],
    ]) {
      const before = doc(p(text('some words', ...marks)));
      const { markdown, origin } = toEditable(before);
      const after = markdownToDocument(markdown.replace('words', 'thing'), origin);
      assert.deepEqual(after, doc(p(text('some thing', ...marks))));
    }
  });
});

function idsIn(value: unknown): string[] {
  return [...JSON.stringify(value).matchAll(/"localId":"([^"]*)"/g)].map(([, id = '']) => id);
}

describe('a document of Cloud, in which nearly every node has an id', () => {
  const document = stored(...description);
  const { markdown, origin } = toEditable(document);

  it('is one that Cloud takes', () => assert.equal(adfProblem(document), undefined));

  it('comes back as it was', () => {
    assert.equal(sorted(markdownToDocument(markdown, origin)), sorted(document));
  });

  it('has next to nothing that cannot be edited', () => {
    const locked = [...markdown.matchAll(/⟦[^⟦⟧]*⟧/g)].map(([marker]) => marker.replace(/ #\d+/, ''));
    assert.deepEqual(locked, ['⟦line break⟧', '⟦bulletList twice⟧']);
  });

  for (const word of words) {
    it(`differs in one word when “${word}” is edited`, () => {
      const whole = new RegExp(`\\b${word}\\b`);
      const edited = markdownToDocument(markdown.replace(whole, 'CHANGED'), origin);
      const wanted = JSON.parse(
        JSON.stringify(document).replace(new RegExp(`("text":"[^"]*)\\b${word}\\b`), '$1CHANGED'),
      );
      assert.equal(sorted(edited), sorted(wanted));
    });
  }

  it('keeps what a person changes in what Markdown says', () => {
    const edit = (from: string | RegExp, to: string) => markdownToDocument(markdown.replace(from, to), origin).content;
    assert.equal(edit('## Purpose', '### Purpose')[0]?.attrs?.['level'], 3);
    assert.equal(edit('```java', '```')[5]?.attrs?.['language'], undefined);
    assert.equal(edit('[!WARNING]', '[!TIP]')[4]?.attrs?.['panelType'], 'tip');
    assert.equal(edit('- [ ] ask', '- [x] ask')[6]?.content?.[0]?.attrs?.['state'], 'DONE');
    assert.equal(edit(/^1\. open/m, '4. open')[2]?.attrs?.['order'], 4);
  });

  it('keeps all ids, each once, where text is added, taken away or moved', () => {
    const blocks = markdown.split('\n\n');
    const changes = [
      ['New first', ...blocks],
      blocks.map(block => (block === 'Thanks.' ? 'And more.\n\nThanks, Dana.' : block)),
      blocks.filter(block => !block.startsWith('## ')),
      [...blocks.slice(3), ...blocks.slice(0, 3)],
      blocks.map(block => block.replace('- outer', '- new\n- outer')),
      blocks.map(block => block.replace('| pay', '| first | row |\n| pay')),
    ];
    const known = new Set(idsIn(document));
    for (const change of changes) {
      const edited = markdownToDocument(change.join('\n\n'), origin);
      const ids = idsIn(edited);
      assert.equal(new Set(ids).size, ids.length, 'an id stands twice');
      const lost = [...known].filter(id => !ids.includes(id));
      assert.ok(lost.length <= (change.length < blocks.length ? 1 : 0), `${change.length}: ${lost}`);
      assert.equal(adfProblem(edited), undefined);
    }
  });

  it('gives a row of a table that was added no id of another', () => {
    const edited = markdownToDocument(markdown.replace('| pay', '| first | row |\n| pay'), origin);
    const rows = edited.content[8]?.content ?? [];
    assert.deepEqual(
      rows.map(({ attrs }) => attrs?.['localId'] !== undefined),
      [true, false, true],
    );
    assert.equal(rows[2]?.content?.[0]?.type, 'tableHeader', 'a header in a column stays one');
  });

  it('differs in one word, whatever stands in it', () => {
    const word = fc.stringMatching(/^[a-z]{2,8}$/);
    const line = fc.array(word, { minLength: 1, maxLength: 5 }).map(list => p(text(list.join(' '))));
    const block = fc.oneof(
      line,
      fc
        .tuple(fc.constantFrom('bulletList', 'orderedList'), fc.array(line, { minLength: 1, maxLength: 4 }))
        .map(([type, lines]) => ({ type, content: lines.map(each => item(each)) })),
      line.map(each => ({ type: 'panel', attrs: { panelType: 'info' }, content: [each] })),
      line.map(each => ({ type: 'blockquote', content: [each] })),
      fc.array(fc.tuple(line, line), { minLength: 1, maxLength: 3 }).map(rows => ({
        type: 'table',
        content: rows.map((cells, at) => ({
          type: 'tableRow',
          content: cells.map(each => cell(at === 0 ? 'tableHeader' : 'tableCell', { colwidth: [at * 7 + 1] }, each)),
        })),
      })),
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), fc.nat(), (blocks, which) => {
        const before = stored(...blocks);
        const { markdown, origin } = toEditable(before);
        // The words of a mark, which stands for a block that Markdown cannot say, are no text.
        const found = [...markdown.matchAll(/⟦[^⟧]*⟧|[a-z]{2,8}/g)];
        const places = found.filter(([word]) => !word.startsWith('⟦'));
        const place = places[which % places.length];
        assert.ok(place);
        const edited = `${markdown.slice(0, place.index)}CHANGED${markdown.slice(place.index + place[0].length)}`;
        const shapes = (value: unknown) => sorted(value).replace(/"text": "[^"]*"/g, '"text"');
        const after = markdownToDocument(edited, origin);
        assert.equal(shapes(after), shapes(before));
        const [was, is] = [before, after].map(each =>
          [...JSON.stringify(each).matchAll(/"text":"([^"]*)"/g)].flatMap(([, all = '']) => all.split(' ')),
        );
        assert.equal(is?.length, was?.length);
        assert.equal(is?.filter((each, at) => each !== was?.[at]).length, 1);
      }),
      { numRuns: 300 },
    );
  });
});
