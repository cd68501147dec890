import type { AdfNode } from './adf.ts';

function inline(node: AdfNode): string {
  if (node.type === 'hardBreak') {
    return '\n';
  }
  if (node.type === 'mention') {
    return `[~accountid:${String(node.attrs?.['id'])}]`;
  }
  const marks = node.marks ?? [];
  const link = marks.find(mark => mark.type === 'link');
  const wrap: Record<string, [string, string]> = { strong: ['*', '*'], em: ['_', '_'], code: ['{{', '}}'] };
  const styled = marks.reduce((value, mark) => {
    const [open, close] = wrap[mark.type] ?? ['', ''];
    return `${open}${value}${close}`;
  }, node.text ?? '');
  return link ? `[${styled}|${String(link.attrs?.['href'])}]` : styled;
}

function inlines(node: AdfNode): string {
  return (node.content ?? []).map(inline).join('');
}

function listItems(node: AdfNode, marker: string): string {
  return (node.content ?? [])
    .flatMap(item => (item.content ?? []).map(child => `${marker} ${block(child)}`))
    .join('\n');
}

function block(node: AdfNode): string {
  switch (node.type) {
    case 'heading':
      return `h${String(node.attrs?.['level'])}. ${inlines(node)}`;
    case 'codeBlock': {
      const language = node.attrs?.['language'];
      return `{code${language ? `:${String(language)}` : ''}}\n${inlines(node)}\n{code}`;
    }
    case 'bulletList':
      return listItems(node, '*');
    case 'orderedList':
      return listItems(node, '#');
    case 'rule':
      return '----';
    case 'blockquote':
      return (node.content ?? []).map(child => `bq. ${block(child)}`).join('\n');
    default:
      return inlines(node);
  }
}

/** What Cloud's version 2 of the API shows of an ADF body. */
export function adfToWiki(document: AdfNode): string {
  return (document.content ?? []).map(block).join('\n\n');
}
