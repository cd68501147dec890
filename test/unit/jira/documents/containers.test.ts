import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { AdfMark, AdfNode } from '../../../../src/jira/documents/adf.ts';
import { type Container, place } from '../../../../src/jira/documents/containers.ts';
import { p, text } from './nodes.ts';

const containers: readonly Container[] = ['doc', 'listItem', 'blockquote', 'panel', 'tableCell'];
const block = (type: string, ...marks: AdfMark[]): AdfNode => ({
  type,
  ...(marks.length > 0 ? { marks } : {}),
  content: [text('a')],
});
/** Containers that keep a block of an earlier document inside. */
const keeping = (node: AdfNode) => containers.filter(each => place(each, [node], () => true).inside.includes(node));

describe('a kept block', () => {
  const everywhere = [...containers];
  const table: readonly (readonly [name: string, node: AdfNode, containers: readonly string[]])[] = [
    ...['paragraph', 'bulletList', 'orderedList', 'codeBlock', 'mediaSingle', 'extension'].map(
      type => [type, block(type), everywhere] as const,
    ),
    ...['heading', 'rule', 'decisionList', 'blockCard'].map(
      type => [type, block(type), ['doc', 'panel', 'tableCell']] as const,
    ),
    ['taskList', block('taskList'), ['doc', 'listItem', 'panel', 'tableCell']],
    ['mediaGroup', block('mediaGroup'), ['doc', 'blockquote', 'panel', 'tableCell']],
    ...['panel', 'blockquote', 'embedCard', 'nestedExpand'].map(
      type => [type, block(type), ['doc', 'tableCell']] as const,
    ),
    ...['expand', 'table', 'layoutSection', 'future'].map(type => [type, block(type), ['doc']] as const),
    ...['mediaSingle', 'extension'].map(
      type => [`${type} with any mark`, block(type, { type: 'border' }), everywhere] as const,
    ),
    ['paragraph with alignment', block('paragraph', { type: 'alignment' }), ['doc', 'tableCell']],
    ['heading with alignment', block('heading', { type: 'alignment' }), ['doc', 'tableCell']],
    ['heading with indentation', block('heading', { type: 'indentation' }), ['doc', 'tableCell']],
    ['paragraph with indentation', block('paragraph', { type: 'indentation' }), ['doc']],
    ['paragraph of small text', block('paragraph', { type: 'fontSize' }), ['listItem', 'panel']],
    ['heading of small text', block('heading', { type: 'fontSize' }), ['doc']],
    ['heading with alignment and another mark', block('heading', { type: 'alignment' }, { type: 'breakout' }), ['doc']],
  ];
  for (const [name, node, expected] of table) {
    it(`stays inside where Atlassian's schema allows it: ${name}`, () => assert.deepEqual(keeping(node), expected));
  }

  it('moves behind where it is not allowed', () => {
    const rule = block('rule');
    assert.deepEqual(
      place('listItem', [rule, p(text('a'))], each => each === rule),
      {
        ...{ inside: [p(text('a'))], behind: [rule] },
      },
    );
  });

  it('of small text is plain text at the top', () => {
    const small = block('paragraph', { type: 'fontSize' });
    assert.deepEqual(
      place('doc', [small], () => true),
      { inside: [p(text('a'))], behind: [] },
    );
  });
});

describe('a typed block', () => {
  it('becomes text where it is not allowed', () => {
    const heading: AdfNode = { type: 'heading', attrs: { level: 1 }, content: [text('a')] };
    assert.deepEqual(
      place('listItem', [heading], () => false),
      { inside: [p(text('a'))], behind: [] },
    );
    const quote: AdfNode = { type: 'blockquote', content: [p(text('a')), p(text('b'))] };
    assert.deepEqual(
      place('blockquote', [quote], () => false),
      {
        ...{ inside: [p(text('a'), { type: 'hardBreak' }, text('b'))], behind: [] },
      },
    );
    assert.deepEqual(
      place('listItem', [{ type: 'rule' }], () => false),
      { inside: [{ type: 'paragraph', content: [] }], behind: [] },
    );
  });

  it('is split around the kept blocks in its lines, without the blanks beside them', () => {
    const kept = block('codeBlock');
    const line = p(text('a '), { type: 'hardBreak' }, kept, text('  '), { type: 'hardBreak' }, text(' b'));
    assert.deepEqual(
      place('doc', [line], each => each === kept),
      {
        ...{ inside: [p(text('a')), kept, p(text('b'))], behind: [] },
      },
    );
    const blank = p(text(' '), kept, text(' '));
    assert.deepEqual(
      place('doc', [blank], each => each === kept),
      { inside: [kept], behind: [] },
    );
    const heading: AdfNode = { type: 'heading', attrs: { level: 1 }, content: [text('a'), kept, text(' b')] };
    assert.deepEqual(place('doc', [heading], each => each === kept).inside, [
      { type: 'heading', attrs: { level: 1 }, content: [text('a'), text(' b')] },
      kept,
    ]);
  });
});
