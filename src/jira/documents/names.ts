import {
  type AdfDocument,
  type AdfMark,
  type AdfNode,
  attribute,
  childrenOf,
  hrefOf,
  titleOf,
  withoutAt,
} from './adf.ts';

/** Text of Markdown that stands for a node of a line: `@Dana Okafor` for a mention, `PAY-431` for a link to that issue. */
export interface Name {
  readonly text: string;
  readonly node: AdfNode;
}

/** Signs that Markdown could take for syntax are in no name. */
const plainName = /^@[\p{L}\p{N}](?:(?:[\p{L}\p{N} .,'’()-]|(?<=[\p{L}\p{N}])_(?=[\p{L}\p{N}]))*[\p{L}\p{N}.)])?$/u;
const keyOfPage = /\/browse\/([A-Z][A-Z0-9]+-\d+)$/;

/** A name is no part of a word, an address or a longer key. */
const begins = /(?<![\p{L}\p{N}_@/.-])(?:@(?=[\p{L}\p{N}])|[A-Z](?=[A-Z0-9]+-\d))/gu;
const ends = /(?![\p{L}\p{N}_/]|-\d)/uy;
/** Longest name, in characters: each length is tried where a name may begin. */
const maxName = 120;

/** Names of people and issues in a document. */
export class Names {
  readonly all: readonly Name[];
  private readonly nodes: ReadonlyMap<string, AdfNode>;
  /** Of names that begin in the same way, the longest is meant. */
  private readonly lengths: readonly number[];

  constructor(names: readonly Name[] = []) {
    this.nodes = new Map(names.map(({ text, node }) => [text, node]));
    this.all = [...this.nodes].map(([text, node]) => ({ text, node }));
    this.lengths = [...new Set(this.all.map(({ text }) => text.length))].sort((a, b) => b - a);
  }

  /** Name of a node between two texts; undefined where it has none, or would not be read there. */
  of(node: AdfNode, textBefore: string, textAfter: string): string | undefined {
    const name = nameOf(node);
    if (name === undefined || !isSame(this.nodes.get(name.text), name.node)) return undefined;
    const [found, ...more] = this.in(`${textBefore.slice(-1)}${name.text}${textAfter.slice(0, 2)}`);
    return found?.text === name.text && more.length === 0 ? name.text : undefined;
  }

  /** Finds names in a text. */
  in(text: string): readonly FoundName[] {
    if (this.nodes.size === 0) return [];
    const found: FoundName[] = [];
    let end = 0;
    for (const { index } of text.matchAll(begins)) {
      const name = index < end ? undefined : this.at(text, index);
      if (!name) continue;
      found.push(name);
      end = index + name.text.length;
    }
    return found;
  }

  private at(text: string, at: number): FoundName | undefined {
    for (const length of this.lengths) {
      const name = text.slice(at, at + length);
      const node = this.nodes.get(name);
      ends.lastIndex = at + length;
      if (node && ends.test(text)) return { text: name, node, at };
    }
    return undefined;
  }
}

interface FoundName extends Name {
  readonly at: number;
}

/** Finds the nodes of a document that can be read by their name, which no other text or node of it has. */
export function namesIn({ content }: AdfDocument): Names {
  const found = new Map<string, AdfNode | undefined>();
  const texts: string[] = [];
  const look = (node: AdfNode) => {
    if (node.content) for (const child of node.content) look(child);
    const name = nameOf(node);
    if (!name) {
      if (node.text !== undefined) texts.push(node.text);
    } else if (!found.has(name.text)) found.set(name.text, name.node);
    else if (!isSame(found.get(name.text), name.node)) found.set(name.text, undefined);
  };
  content.forEach(look);
  const all = new Names([...found].flatMap(([text, node]) => (node ? [{ text, node }] : [])));
  if (all.all.length === 0) return all;
  const taken = new Set(texts.flatMap(text => all.in(text).map(each => each.text)));
  return new Names(all.all.filter(({ text }) => !taken.has(text)));
}

/** Ids of mentioned people in a document that does not say their names. */
export function namelessIn({ content }: AdfDocument): readonly string[] {
  const found = new Set<string>();
  const look = (node: AdfNode) => {
    if (isNameless(node)) found.add(attribute(node, 'id'));
    childrenOf(node).forEach(look);
  };
  content.forEach(look);
  return [...found];
}

/**
 * Gives mentioned people the names that their document does not say.
 * @param names names of people by their ids
 */
export function withNames(node: AdfNode, names: ReadonlyMap<string, string>): AdfNode {
  const name = isNameless(node) ? names.get(attribute(node, 'id')) : undefined;
  if (name !== undefined) return { ...node, attrs: { ...node.attrs, text: `@${name}` } };
  return node.content ? { ...node, content: node.content.map(child => withNames(child, names)) } : node;
}

/** Wiki markup has only ids, and a document may. */
function isNameless(node: AdfNode): boolean {
  const id = attribute(node, 'id');
  return node.type === 'mention' && id !== '' && ['', id, `@${id}`].includes(attribute(node, 'text'));
}

/** Name of a person with the id that Jira knows. */
export function nameOfPerson(id: string, displayName: string): Name | undefined {
  return nameOf({ type: 'mention', attrs: { id, text: `@${displayName}` } });
}

function nameOf(node: AdfNode): Name | undefined {
  const name = anyNameOf(node);
  return name && name.text.length <= maxName ? name : undefined;
}

function anyNameOf(node: AdfNode): Name | undefined {
  if (node.content || (node.type === 'text' && node.marks?.length !== 1)) return undefined;
  const { marks = none } = node;
  if (node.type === 'mention' && marks.length === 0) {
    const id = attribute(node, 'id');
    const text = `@${withoutAt(attribute(node, 'text'))}`;
    return id !== '' && plainName.test(text) ? { text, node: { type: 'mention', attrs: { id, text } } } : undefined;
  }
  if (node.type === 'inlineCard' && marks.length === 0) {
    const url = attribute(node, 'url');
    const key = keyOfPage.exec(url)?.[1];
    return key === undefined ? undefined : { text: key, node: { type: 'inlineCard', attrs: { url } } };
  }
  const [link] = marks;
  if (node.type !== 'text' || link?.type !== 'link' || titleOf(link) !== '') return undefined;
  const { text = '' } = node;
  const href = hrefOf(link);
  const isIssue = keyOfPage.exec(href)?.[1] === text;
  return isIssue ? { text, node: { type: 'text', text, marks: [{ type: 'link', attrs: { href } }] } } : undefined;
}

const none: readonly AdfMark[] = [];

function isSame(a: AdfNode | undefined, b: AdfNode): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
