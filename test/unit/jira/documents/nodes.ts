import type { AdfDocument, AdfNode } from '../../../../src/jira/documents/adf.ts';

/** Nodes of documents, in short. */
export const doc = (...content: AdfNode[]): AdfDocument => ({ version: 1, type: 'doc', content });

export const p = (...content: AdfNode[]): AdfNode =>
  content.length > 0 ? { type: 'paragraph', content } : { type: 'paragraph' };

export const text = (value: string, ...marks: string[]): AdfNode => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 ? { marks: marks.map(type => ({ type })) } : {}),
});

export const item = (...content: AdfNode[]): AdfNode => ({ type: 'listItem', content });

export const bullets = (...items: string[]): AdfNode => ({
  type: 'bulletList',
  content: items.map(each => item(p(text(each)))),
});

export const numbers = (...items: string[]): AdfNode => ({ ...bullets(...items), type: 'orderedList' });

export const tasks = (id: string, ...items: string[]): AdfNode => ({
  type: 'taskList',
  attrs: { localId: id },
  content: items.map((each, at) => ({
    type: 'taskItem',
    attrs: { localId: `${id}-${at}`, state: at === 0 ? 'TODO' : 'DONE' },
    content: [text(each)],
  })),
});

export const picture: AdfNode = {
  type: 'mediaSingle',
  attrs: { layout: 'center' },
  content: [{ type: 'media', attrs: { id: 'x', type: 'file', collection: 'c', alt: 'shot.png' } }],
};

export const expand: AdfNode = { type: 'expand', attrs: { title: 'More' }, content: [p(text('inside'))] };

const cell = (...content: AdfNode[]): AdfNode => ({ type: 'tableCell', content });

/** One of each kind that Markdown cannot say. */
export const strange: readonly AdfNode[] = [
  picture,
  expand,
  { type: 'status', attrs: { text: 'A', color: 'red' } },
  { type: 'table', content: [{ type: 'tableRow', content: [cell(p(text('a')), p(text('b')))] }] },
  {
    type: 'decisionList',
    attrs: { localId: 'x' },
    content: [{ type: 'decisionItem', attrs: { localId: 'y', state: 'DECIDED' }, content: [text('yes')] }],
  },
  { type: 'panel', attrs: { panelType: 'custom' }, content: [p(text('p'))] },
  { type: 'blockquote', content: [p(text('p'))] },
  { ...tasks('a', 'one'), content: [...(tasks('a', 'one').content ?? []), tasks('b', 'two')] },
  { type: 'paragraph', marks: [{ type: 'alignment', attrs: { align: 'center' } }], content: [text('centered')] },
  { type: 'paragraph', marks: [{ type: 'fontSize', attrs: { fontSize: 'small' } }], content: [text('small')] },
  {
    type: 'heading',
    attrs: { level: 2 },
    marks: [{ type: 'alignment', attrs: { align: 'end' } }],
    content: [text('h')],
  },
  { type: 'blockCard', attrs: { url: 'https://example.com' } },
];
