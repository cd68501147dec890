import type { AdfMark, AdfNode, FindMention } from './adf.ts';

interface Block {
  node: AdfNode;
  /** The first line that is not part of the block. */
  next: number;
}

const inlinePattern =
  /\{\{(?<code>[^}]+)\}\}|\[~(?<user>[^\]]+)\]|\[(?:(?<label>[^\]|]+)\|)?(?<href>https?:[^\]|]+)\]|(?<![\w*])\*(?<strong>[^*\s](?:[^*]*[^*\s])?)\*(?![\w*])|(?<![\w_])_(?<em>[^_\s](?:[^_]*[^_\s])?)_(?![\w_])/g;

function text(value: string, ...marks: AdfMark[]): AdfNode {
  return marks.length > 0 ? { type: 'text', text: value, marks } : { type: 'text', text: value };
}

function inlineNode(groups: Record<string, string | undefined>, whole: string, findMention: FindMention): AdfNode {
  const { code, user, label, href, strong, em } = groups;
  if (code !== undefined) {
    return text(code, { type: 'code' });
  }
  if (user !== undefined) {
    const mention = findMention(user);
    return mention ? { type: 'mention', attrs: { id: mention.id, text: mention.text } } : text(whole);
  }
  if (href !== undefined) {
    return text(label ?? href, { type: 'link', attrs: { href } });
  }
  return strong === undefined ? text(em ?? whole, { type: 'em' }) : text(strong, { type: 'strong' });
}

function inlineNodes(line: string, findMention: FindMention): AdfNode[] {
  const nodes: AdfNode[] = [];
  let last = 0;
  for (const match of line.matchAll(inlinePattern)) {
    if (match.index > last) {
      nodes.push(text(line.slice(last, match.index)));
    }
    nodes.push(inlineNode(match.groups ?? {}, match[0], findMention));
    last = match.index + match[0].length;
  }
  if (last < line.length) {
    nodes.push(text(line.slice(last)));
  }
  return nodes;
}

function paragraph(lines: string[], findMention: FindMention): AdfNode {
  const content = lines.flatMap((line, index) => {
    const nodes = inlineNodes(line, findMention);
    return index === 0 ? nodes : [{ type: 'hardBreak' }, ...nodes];
  });
  return { type: 'paragraph', content };
}

function codeBlock(lines: string[], start: number): Block | undefined {
  const open = /^\{(code|noformat)(?::(\w+)[^}]*)?\}(.*)$/.exec(lines[start] ?? '');
  if (!open) {
    return undefined;
  }
  const close = `{${open[1]}}`;
  const inside = open[3] ? [open[3]] : [];
  let index = start + 1;
  while (index < lines.length && lines[index]?.trim() !== close) {
    inside.push(lines[index] ?? '');
    index += 1;
  }
  const body = inside.join('\n');
  const attrs = open[2] ? { attrs: { language: open[2] } } : {};
  return { node: { type: 'codeBlock', ...attrs, content: body === '' ? [] : [text(body)] }, next: index + 1 };
}

function list(lines: string[], start: number, findMention: FindMention): Block | undefined {
  const marker = /^\s*([*#-])\s+\S/.exec(lines[start] ?? '')?.[1];
  if (!marker) {
    return undefined;
  }
  const items: AdfNode[] = [];
  let index = start;
  for (; index < lines.length; index += 1) {
    const item = /^\s*([*#-])\s+(.*)$/.exec(lines[index] ?? '');
    if (item?.[1] !== marker) {
      break;
    }
    items.push({ type: 'listItem', content: [paragraph([item[2] ?? ''], findMention)] });
  }
  return { node: { type: marker === '#' ? 'orderedList' : 'bulletList', content: items }, next: index };
}

function singleLine(lines: string[], start: number, findMention: FindMention): Block | undefined {
  const line = lines[start] ?? '';
  const heading = /^h([1-6])\.\s+(.*)$/.exec(line);
  if (heading) {
    const content = inlineNodes(heading[2] ?? '', findMention);
    return { node: { type: 'heading', attrs: { level: Number(heading[1]) }, content }, next: start + 1 };
  }
  if (/^-{4,}\s*$/.test(line)) {
    return { node: { type: 'rule' }, next: start + 1 };
  }
  const quote = /^bq\.\s+(.*)$/.exec(line);
  return quote
    ? { node: { type: 'blockquote', content: [paragraph([quote[1] ?? ''], findMention)] }, next: start + 1 }
    : undefined;
}

function specialBlock(lines: string[], start: number, findMention: FindMention): Block | undefined {
  return codeBlock(lines, start) ?? singleLine(lines, start, findMention) ?? list(lines, start, findMention);
}

/** The part of Jira's wiki markup that the demo writes, as an ADF document. */
export function wikiToAdf(wiki: string, findMention: FindMention = () => undefined): AdfNode {
  const lines = wiki.replaceAll('\r\n', '\n').split('\n');
  const content: AdfNode[] = [];
  let index = 0;
  while (index < lines.length) {
    const special = specialBlock(lines, index, findMention);
    if (special) {
      content.push(special.node);
      index = special.next;
      continue;
    }
    const plain: string[] = [];
    while (index < lines.length && lines[index]?.trim() !== '' && !specialBlock(lines, index, findMention)) {
      plain.push(lines[index] ?? '');
      index += 1;
    }
    if (plain.length > 0) {
      content.push(paragraph(plain, findMention));
    } else {
      index += 1;
    }
  }
  return { type: 'doc', version: 1, content };
}
