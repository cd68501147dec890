import MarkdownIt, { type Env, type Token } from 'markdown-it';

// Markdown-it is compiled so that its tokens and states define each of their properties by itself, which would be most of
// the time that a text takes. These have the same properties and methods, and assign them.

type Parser = InstanceType<typeof MarkdownIt>;
type Nesting = Token['nesting'];
type LineState = InstanceType<typeof MarkdownIt.StateInline>;

class QuickToken {
  type: string;
  tag: string;
  attrs: Token['attrs'];
  map: Token['map'];
  nesting: Nesting;
  level: number;
  children: Token['children'];
  content: string;
  markup: string;
  info: string;
  meta: Token['meta'];
  block: boolean;
  hidden: boolean;

  constructor(type: string, tag: string, nesting: Nesting) {
    this.type = type;
    this.tag = tag;
    this.attrs = null;
    this.map = null;
    this.nesting = nesting;
    this.level = 0;
    this.children = null;
    this.content = '';
    this.markup = '';
    this.info = '';
    this.meta = null;
    this.block = false;
    this.hidden = false;
  }
}
Object.setPrototypeOf(QuickToken.prototype, MarkdownIt.Token.prototype);

export function newToken(type: string, tag: string, nesting: Nesting): Token {
  return new QuickToken(type, tag, nesting) as Token;
}

class QuickBlockState extends MarkdownIt.StateBlock {
  constructor(src: string, md: Parser, env: Env, tokens: Token[]) {
    super('', md, env, tokens);
    this.src = src;
    this.lineMax = 0;
    for (let start = 0; start < src.length; ) {
      let [text, columns] = [start, 0];
      for (let char = src[text]; char === ' ' || char === '\t'; char = src[++text])
        columns += char === '\t' ? 4 - (columns % 4) : 1;
      // Blanks at the end of a text are no line.
      if (text === src.length) break;
      const end = src.indexOf('\n', text);
      const stop = end < 0 ? src.length : end;
      this.setLine(start, stop, text - start, columns);
      this.lineMax++;
      start = stop + 1;
    }
    this.setLine(src.length, src.length, 0, 0);
  }

  private setLine(start: number, end: number, blanks: number, columns: number): void {
    this.bMarks[this.lineMax] = start;
    this.eMarks[this.lineMax] = end;
    this.tShift[this.lineMax] = blanks;
    this.sCount[this.lineMax] = columns;
    this.bsCount[this.lineMax] = 0;
  }

  override push(type: string, tag: string, nesting: Nesting): Token {
    const token = newToken(type, tag, nesting);
    token.block = true;
    if (nesting < 0) this.level--;
    token.level = this.level;
    if (nesting > 0) this.level++;
    this.tokens.push(token);
    return token;
  }
}

/** State of the content of a line; there are as many as lines. */
class QuickLineState {
  src: string;
  md: Parser;
  env: Env;
  tokens: Token[];
  Token: typeof Token;
  pos: number;
  posMax: number;
  level: number;
  pending: string;
  pendingLevel: number;
  cache: LineState['cache'];
  backticks: LineState['backticks'];
  backticksScanned: boolean;
  skipHtmlSpecial: boolean;
  linkLevel: number;
  delimiters: LineState['delimiters'];
  _prev_delimiters: LineState['_prev_delimiters'];
  tokens_meta: LineState['tokens_meta'];

  constructor(src: string, md: Parser, env: Env, tokens: Token[]) {
    this.src = src;
    this.md = md;
    this.env = env;
    this.tokens = tokens;
    this.Token = QuickToken as unknown as typeof Token;
    this.pos = 0;
    this.posMax = src.length;
    this.level = 0;
    this.pending = '';
    this.pendingLevel = 0;
    this.cache = {};
    this.backticks = {};
    this.backticksScanned = false;
    this.skipHtmlSpecial = false;
    this.linkLevel = 0;
    this.delimiters = [];
    this._prev_delimiters = [];
    this.tokens_meta = Array.from({ length: tokens.length });
  }

  pushPending(): Token {
    const token = newToken('text', '', 0);
    token.content = this.pending;
    token.level = this.pendingLevel;
    this.tokens.push(token);
    this.pending = '';
    return token;
  }

  push(type: string, tag: string, nesting: Nesting): Token {
    if (this.pending !== '') this.pushPending();
    const token = newToken(type, tag, nesting);
    let meta: LineState['tokens_meta'][number];
    if (nesting < 0) {
      this.level--;
      this.delimiters = this._prev_delimiters.pop() ?? [];
    }
    token.level = this.level;
    if (nesting > 0) {
      this.level++;
      this._prev_delimiters.push(this.delimiters);
      this.delimiters = [];
      meta = { delimiters: this.delimiters };
    }
    this.pendingLevel = this.level;
    this.tokens.push(token);
    this.tokens_meta.push(meta);
    return token;
  }
}
Object.setPrototypeOf(QuickLineState.prototype, MarkdownIt.StateInline.prototype);

/** Makes a parser use these tokens and states. */
export function quickStates(parser: Parser): void {
  parser.block.State = QuickBlockState;
  parser.inline.State = QuickLineState as unknown as typeof MarkdownIt.StateInline;
}
