import { escapeHtml } from '../../base/escapeHtml.ts';
import {
  type AdfDocument,
  type AdfMark,
  type AdfNode,
  attribute,
  childrenOf,
  headingLevel,
  hrefOf,
  labelOf,
  textOf,
  titleOf,
} from './adf.ts';
import { flatText } from './flatText.ts';
import { withNames } from './names.ts';

/** Parts of a page outside of the document. */
export interface HtmlOptions {
  /** HTML for a media node, from the page's attachment; undefined where there is none: then its name is shown. */
  readonly mediaHtml?: (node: AdfNode) => string | undefined;
  /** Names of mentioned people by their ids, where the document does not say them. */
  readonly names?: ReadonlyMap<string, string>;
}

/**
 * Renders a document as HTML for a page of ours: no scripts, no styles of its own, no remote content; only links to the
 * web or to mail. All text is escaped.
 */
export function adfToHtml(document: AdfDocument, options: HtmlOptions = {}): string {
  const { names = new Map() } = options;
  return new HtmlWriter(options).all(document.content.map(node => withNames(node, names)));
}

/** Checks an address that a page may link to; undefined for any other, such as `javascript:`. */
export function safeHref(href: string): string | undefined {
  if (!URL.canParse(href)) return undefined;
  const { protocol } = new URL(href);
  return protocol === 'http:' || protocol === 'https:' || protocol === 'mailto:' ? href : undefined;
}

const containers: Readonly<Record<string, string>> = {
  paragraph: 'p',
  bulletList: 'ul',
  listItem: 'li',
  blockquote: 'blockquote',
  tableRow: 'tr',
  tableHeader: 'th',
  tableCell: 'td',
  decisionItem: 'li',
  layoutSection: 'div',
  layoutColumn: 'div',
  bodiedExtension: 'div',
  bodiedSyncBlock: 'div',
  caption: 'div',
};

const markTags: Readonly<Record<string, string>> = {
  strong: 'strong',
  em: 'em',
  code: 'code',
  strike: 's',
  underline: 'u',
};

class HtmlWriter {
  private readonly options: HtmlOptions;

  constructor(options: HtmlOptions) {
    this.options = options;
  }

  all(nodes: readonly AdfNode[]): string {
    return nodes.map(node => this.node(node)).join('');
  }

  private node(node: AdfNode): string {
    const write = writers[node.type];
    if (write) return write(node, this);
    const tag = containers[node.type];
    if (tag) return `<${tag}${cellSpan(node)}>${this.inside(node)}</${tag}>`;
    return this.unknown(node);
  }

  inside(node: AdfNode): string {
    return this.all(childrenOf(node));
  }

  /** Shows the content of a node of unknown kind, or at least that it is there. */
  private unknown(node: AdfNode): string {
    if (childrenOf(node).length > 0) return `<div class="unknown">${this.inside(node)}</div>`;
    return `<span class="unknown" title="${escapeHtml(node.type)}">[${escapeHtml(labelOf(node) || node.type)}]</span>`;
  }

  text(node: AdfNode): string {
    return (node.marks ?? []).reduce((html, mark) => marked(html, mark), escapeHtml(textOf(node)));
  }

  media(node: AdfNode): string {
    const own = this.options.mediaHtml?.(node);
    if (own !== undefined) return own;
    const name = escapeHtml(labelOf(node) || 'media');
    const href = safeHref(attribute(node, 'url'));
    return href ? `<a class="media" href="${escapeHtml(href)}">${name}</a>` : `<span class="media">${name}</span>`;
  }

  card(node: AdfNode): string {
    const url = attribute(node, 'url');
    const href = safeHref(url);
    const text = escapeHtml(url || 'card');
    return href ? `<a class="card" href="${escapeHtml(href)}">${text}</a>` : text;
  }
}

type Write = (node: AdfNode, writer: HtmlWriter) => string;

const writers: Readonly<Record<string, Write>> = {
  text: (node, writer) => writer.text(node),
  hardBreak: () => '<br>',
  rule: () => '<hr>',
  heading: (node, writer) => {
    // The page's own title stands above all of these.
    const tag = `h${Math.min(6, headingLevel(node) + 1)}`;
    return `<${tag}>${writer.inside(node)}</${tag}>`;
  },
  orderedList: (node, writer) => {
    const order = Number(attribute(node, 'order') || 1);
    return `<ol${order === 1 ? '' : ` start="${order}"`}>${writer.inside(node)}</ol>`;
  },
  taskList: (node, writer) => {
    const items = childrenOf(node).map(item =>
      item.type === 'taskList' ? `<li>${writer.all([item])}</li>` : writer.all([item]),
    );
    return `<ul class="tasks">${items.join('')}</ul>`;
  },
  taskItem: taskHtml,
  blockTaskItem: taskHtml,
  decisionList: (node, writer) => `<ul class="decisions">${writer.inside(node)}</ul>`,
  codeBlock: (node, writer) => {
    const language = attribute(node, 'language');
    const shown = language ? ` data-language="${escapeHtml(language)}"` : '';
    return `<pre${shown}><code>${writer.inside(node)}</code></pre>`;
  },
  panel: (node, writer) => {
    const type = attribute(node, 'panelType').replace(/\W/g, '') || 'info';
    return `<div class="panel panel-${type}" role="note" aria-label="${type}">${writer.inside(node)}</div>`;
  },
  expand: expandHtml,
  nestedExpand: expandHtml,
  table: (node, writer) => `<div class="table"><table><tbody>${writer.inside(node)}</tbody></table></div>`,
  mention: node => `<span class="mention">${escapeHtml(atName(labelOf(node) || 'somebody'))}</span>`,
  emoji: node => escapeHtml(labelOf(node)),
  status: node => `<span class="status">${escapeHtml(labelOf(node))}</span>`,
  date: node => `<time>${escapeHtml(labelOf(node))}</time>`,
  inlineCard: (node, writer) => writer.card(node),
  blockCard: (node, writer) => `<p>${writer.card(node)}</p>`,
  embedCard: (node, writer) => `<p>${writer.card(node)}</p>`,
  mediaSingle: (node, writer) => `<div>${writer.inside(node)}</div>`,
  mediaGroup: (node, writer) => `<div>${writer.inside(node)}</div>`,
  media: (node, writer) => writer.media(node),
  mediaInline: (node, writer) => writer.media(node),
};

function taskHtml(node: AdfNode, writer: HtmlWriter): string {
  const isDone = attribute(node, 'state') === 'DONE';
  // Not the text of tasks below it, which are read by themselves.
  const [words] = node.type === 'taskItem' ? [node] : childrenOf(node).filter(({ type }) => type === 'paragraph');
  const name = escapeHtml((words && flatText(words).trim()) || '…');
  const box = `<input type="checkbox" disabled${isDone ? ' checked' : ''} aria-label="${name}">`;
  return `<li>${box} ${writer.inside(node)}</li>`;
}

function expandHtml(node: AdfNode, writer: HtmlWriter): string {
  const title = escapeHtml(attribute(node, 'title') || '…');
  return `<details><summary>${title}</summary>${writer.inside(node)}</details>`;
}

function atName(name: string): string {
  return name.startsWith('@') ? name : `@${name}`;
}

function cellSpan(node: AdfNode): string {
  const columns = Number(attribute(node, 'colspan'));
  const rows = Number(attribute(node, 'rowspan'));
  return (columns > 1 ? ` colspan="${columns}"` : '') + (rows > 1 ? ` rowspan="${rows}"` : '');
}

function marked(html: string, mark: AdfMark): string {
  const { type, attrs } = mark;
  const tag = markTags[type];
  if (tag) return `<${tag}>${html}</${tag}>`;
  if (type === 'link') {
    const href = safeHref(hrefOf(mark));
    const title = titleOf(mark) === '' ? '' : ` title="${escapeHtml(titleOf(mark))}"`;
    return href ? `<a href="${escapeHtml(href)}"${title}>${html}</a>` : html;
  }
  if (type === 'subsup') return attrs?.['type'] === 'sub' ? `<sub>${html}</sub>` : `<sup>${html}</sup>`;
  // A color is only a hint, and might be unreadable on the theme's background.
  return type === 'textColor' || type === 'backgroundColor' ? `<span class="colored">${html}</span>` : html;
}
