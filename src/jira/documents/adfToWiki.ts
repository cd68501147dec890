import { type AdfDocument, type AdfMark, type AdfNode, attribute, childrenOf, labelOf } from './adf.ts';

/** A document of Atlassian's format as Jira's wiki markup, for Server and Data Center. */
export function adfToWiki(document: AdfDocument): string {
  return document.content.map(blockToWiki).join('\n\n');
}

/** One block as wiki markup. */
export function blockToWiki(node: AdfNode): string {
  return blocks[node.type]?.(node) ?? (childrenOf(node).length > 0 ? inlines(node) : escapeWiki(labelOf(node)));
}

const blocks: Readonly<Record<string, (node: AdfNode) => string>> = {
  paragraph: node => protectLines(inlines(node)),
  heading: node => `h${attribute(node, 'level') || '1'}. ${inlines(node)}`,
  rule: () => '----',
  codeBlock: node => {
    const text = childrenOf(node).map(labelOf).join('');
    const language = attribute(node, 'language').replace(/[^\w+#-]/g, '');
    // Without a language {noformat} is the one that colors nothing.
    const word = language ? 'code' : 'noformat';
    return `{${word}${language ? `:${language}` : ''}}\n${text}\n{${word}}`;
  },
  blockquote: node => `{quote}\n${within(node)}\n{quote}`,
  panel: node => {
    const type = attribute(node, 'panelType');
    const word = ['info', 'note', 'tip', 'warning'].includes(type) ? type : 'panel';
    return `{${word}}\n${within(node)}\n{${word}}`;
  },
  bulletList: node => listToWiki(node, '*'),
  orderedList: node => listToWiki(node, '#'),
  taskList: node =>
    childrenOf(node)
      .map(item => `* ${attribute(item, 'state') === 'DONE' ? '(/)' : '( )'} ${inlines(item)}`)
      .join('\n'),
  table: node =>
    childrenOf(node)
      .map(row => rowToWiki(childrenOf(row)))
      .join('\n'),
};

function within(node: AdfNode): string {
  return childrenOf(node).map(blockToWiki).join('\n\n');
}

function listToWiki(node: AdfNode, markers: string): string {
  return childrenOf(node)
    .flatMap(item => itemToWiki(item, markers))
    .join('\n');
}

function itemToWiki(item: AdfNode, markers: string): string[] {
  const lines: string[] = [];
  let text = '';
  for (const child of childrenOf(item)) {
    if (child.type === 'bulletList') lines.push(listToWiki(child, `${markers}*`));
    else if (child.type === 'orderedList') lines.push(listToWiki(child, `${markers}#`));
    else text += (text === '' ? '' : '\n') + blockToWiki(child);
  }
  // A line end would end the item, but inside of a block that has an end of its own.
  const oneLine = /^\{/.test(text) ? text : text.replaceAll('\n', '\\\\ ');
  return [`${markers} ${oneLine || ' '}`, ...lines];
}

function rowToWiki(cells: readonly AdfNode[]): string {
  const written = cells.map(cell => {
    const bar = cell.type === 'tableHeader' ? '||' : '|';
    const text = childrenOf(cell).map(inlines).join('\\\\ ').replaceAll('\n', '\\\\ ');
    return `${bar}${text || ' '}`;
  });
  return written.join('') + (cells.at(-1)?.type === 'tableHeader' ? '||' : '|');
}

function inlines(node: AdfNode): string {
  return childrenOf(node).map(inline).join('');
}

function inline(node: AdfNode): string {
  switch (node.type) {
    case 'text':
      return marked(node.text ?? '', node.marks ?? []);
    case 'hardBreak':
      return '\n';
    case 'mention':
      return `[~${attribute(node, 'id')}]`;
    case 'media':
    case 'mediaInline':
      return attribute(node, 'type') === 'external' ? `!${attribute(node, 'url')}!` : `[^${attribute(node, 'id')}]`;
    case 'inlineCard':
      return attribute(node, 'url');
    default:
      return escapeWiki(labelOf(node));
  }
}

const effects: Readonly<Record<string, string>> = { strong: '*', em: '_', strike: '-', underline: '+' };

function marked(text: string, marks: readonly AdfMark[]): string {
  const [, before = '', inside = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(text) ?? [];
  if (inside === '') return text;
  const link = marks.find(({ type }) => type === 'link');
  const isCode = marks.some(({ type }) => type === 'code');
  let written = isCode ? `{{${escapeWiki(inside)}}}` : escapeWiki(inside);
  for (const { type, attrs } of marks) {
    const effect = effects[type];
    if (effect) written = effect + written + effect;
    if (type === 'subsup') written = attrs?.['type'] === 'sub' ? `~${written}~` : `^${written}^`;
    if (type === 'textColor') written = `{color:${String(attrs?.['color'])}}${written}{color}`;
  }
  if (link) written = linked(written, inside, String(link.attrs?.['href'] ?? ''));
  return before + written + after;
}

function linked(written: string, text: string, href: string): string {
  if (text === href || `mailto:${text}` === href) return text === href && !/[|\]]/.test(href) ? href : `[${href}]`;
  return `[${written.replaceAll('|', '\\|')}|${href.replaceAll('|', '%7C').replaceAll(']', '%5D')}]`;
}

/** Characters that would mean something, escaped where they could. */
export function escapeWiki(text: string): string {
  return (
    text
      .replace(/&(?=#\d+;)/g, '&#38;')
      // Two backslashes are a line end, so one of the text is named by its number.
      .replaceAll('\\', '&#92;')
      .replace(/[{}[\]|!]/g, char => `\\${char}`)
      .replace(/(?<![\p{L}\p{N}])[*_\-+^~?](?=\S)/gu, char => `\\${char}`)
      .replaceAll('\n', '\\\\\n')
  );
}

/** A line of text must not begin like a block. */
function protectLines(text: string): string {
  return text
    .split('\n')
    .map(line =>
      line.replace(/^(h[1-6]|bq)\. /, '$1\\. ').replace(/^([*#-]+)(?=\s)/, markers => markers.replace(/./g, '\\$&')),
    )
    .join('\n');
}
