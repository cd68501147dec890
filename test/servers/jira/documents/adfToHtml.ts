import type { AdfNode } from './adf.ts';

function escapeHtml(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

const blockTags: Record<string, string> = {
  paragraph: 'p',
  bulletList: 'ul',
  orderedList: 'ol',
  listItem: 'li',
  blockquote: 'blockquote',
};

const markTags: Record<string, string> = { strong: 'b', em: 'em', code: 'tt' };

function textHtml(node: AdfNode): string {
  return (node.marks ?? []).reduce(
    (html, mark) => {
      if (mark.type === 'link') {
        return `<a href="${escapeHtml(String(mark.attrs?.['href']))}" class="external-link" rel="nofollow">${html}</a>`;
      }
      const tag = markTags[mark.type];
      return tag ? `<${tag}>${html}</${tag}>` : html;
    },
    escapeHtml(node.text ?? ''),
  );
}

function html(node: AdfNode): string {
  const inside = (node.content ?? []).map(html).join('');
  switch (node.type) {
    case 'text':
      return textHtml(node);
    case 'hardBreak':
      return '<br/>\n';
    case 'mention':
      return `<a class="user-hover">${escapeHtml(String(node.attrs?.['text']))}</a>`;
    case 'rule':
      return '<hr />';
    case 'heading':
      return `<h${String(node.attrs?.['level'])}>${inside}</h${String(node.attrs?.['level'])}>`;
    case 'codeBlock':
      return `<div class="code panel"><pre>${inside}</pre></div>`;
    default: {
      const tag = blockTags[node.type];
      return tag ? `<${tag}>${inside}</${tag}>` : inside;
    }
  }
}

/** What `renderedFields` and `renderedBody` hold. */
export function adfToHtml(document: AdfNode): string {
  return (document.content ?? []).map(html).join('\n');
}
