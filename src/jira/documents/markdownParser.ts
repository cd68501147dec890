import MarkdownIt, { type Env, type Token } from 'markdown-it';
import { newToken, quickStates } from './markdownStates.ts';

// No HTML: tags are text. Bare addresses become links, as Jira's own editor makes them.
const parser = new MarkdownIt({ html: false, linkify: true, breaks: false })
  .enable(['table', 'strikethrough'])
  .use(quickStates);
// Only addresses with a scheme: "e.g." and file names are no addresses.
parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false, fuzzyIP: false });
const { normalizeLink, normalizeLinkText } = parser;
parser.normalizeLink = url => (isNormal.test(url) ? url : normalizeLink.call(parser, url));
parser.normalizeLinkText = url => (isNormal.test(url) ? url : normalizeLinkText.call(parser, url));
// Blocks and lines are read one by one. An escaped character stays separate, so that it is never taken for a part of a
// placeholder.
parser.core.ruler.enableOnly('linkify');

/** Addresses in which there is nothing to encode. */
const isNormal = /^https?:\/\/[a-z\d]+(?:[.-][a-z\d]+)*(?::\d{1,5})?(?:\/[\w./-]*)?(?:\?[\w.=&-]+)?(?:#[\w.=-]+)?$/;

/** Top-level block as tokens, those of its lines not yet read. */
export interface TopLevelBlock {
  readonly source: string;
  readonly tokens: readonly Token[];
}

/** Text of Markdown that is read block by block and line by line, so that few tokens exist at a time. */
export class MarkdownText {
  private readonly env: Env = {};
  private readonly tokens: Token[] = [];
  private readonly state: InstanceType<typeof MarkdownIt.StateBlock>;
  private readonly links = new parser.core.State('', parser, this.env);

  constructor(markdown: string) {
    const text = markdown.replace(/\r\n?/g, '\n').replaceAll('\0', '\ufffd');
    // The address of a link may stand behind it.
    if (text.includes(']:')) parser.block.parse(text, parser, this.env, []);
    this.state = new parser.block.State(text, parser, this.env, this.tokens);
  }

  /** Reads the next block; its tokens are valid until the block after it is read. */
  next(): TopLevelBlock | undefined {
    const { state } = this;
    for (;;) {
      const from = state.skipEmptyLines(state.line);
      if (from >= state.lineMax) return undefined;
      state.line = from;
      this.tokens.length = 0;
      parser.block.ruler.getRules('').some(rule => rule(state, from, state.lineMax, false));
      const [first] = this.tokens;
      if (first?.type !== 'reference_definition') return { source: this.lines(from, state.line), tokens: this.tokens };
    }
  }

  /** Lines from a number up to, but not including, another. */
  lines(from: number, to: number): string {
    return this.state.src.slice(this.state.bMarks[from], this.state.eMarks[to - 1]);
  }

  /** Reads the content of a line. */
  inline(content: string): readonly Token[] {
    const line = newToken('inline', '', 0);
    const children: Token[] = [];
    line.children = children;
    line.content = content;
    parser.inline.parse(content, parser, this.env, children);
    if (children.some(({ type, content }) => type === 'text' && hasAddress.test(content))) {
      this.links.tokens = [line];
      parser.core.process(this.links);
    }
    return line.children;
  }
}

/** Characters that a reference such as `&copy;` names; undefined for a name that HTML does not know. */
export function charactersNamed(reference: string): string | undefined {
  const characters = parser.utils.unescapeAll(reference);
  return characters === reference ? undefined : characters;
}

/** Whether the content of a line is its text. */
export function isPlain(content: string): boolean {
  return !/[\n\\`*_~[<&:]|\/\//.test(content);
}

/** Each address has a colon or two slashes. */
const hasAddress = /:|\/\//;
