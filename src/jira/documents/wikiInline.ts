import { append } from '../../base/append.ts';
import { Budget } from '../../base/budget.ts';
import { type AdfMark, type AdfNode, textNodes } from './adf.ts';
import { Ahead } from './ahead.ts';
import { isBlank, trimmedEnd } from './blanks.ts';
import { emojiOf, emoticonPattern } from './emoticons.ts';
import { EffectFinder, effects, isWordEnd, isWordStart } from './wikiEffects.ts';
import { addressPattern, fileOf, isElsewhere, type LinkParts, linkEnd, partsOfLink } from './wikiLinks.ts';
import { isBodiless } from './wikiMacros.ts';
import { attachmentNode, charactersOf, entity, escapable, hexColor, statusNode, unescapeWiki } from './wikiSigns.ts';
import { wikiInline } from './wikiSource.ts';

/**
 * Reads a line of Jira's wiki markup. Parts that a document cannot say are kept as their source.
 * https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all
 */
export function readWikiInline(text: string, budget = new Budget(), marks: readonly AdfMark[] = []): AdfNode[] {
  return budget.deeper(
    1,
    () => (hasSign.test(text) ? new WikiInline(text, budget, marks).read() : textNodes(text, marks)),
    () => textNodes(text, marks),
  );
}

/** Result at a place, with its end: nodes, or characters that mean themselves. */
type Found =
  | { readonly nodes: readonly AdfNode[]; readonly end: number }
  | { readonly plain: string; readonly end: number };

/** First characters of all that means more than itself, or the colon in it. */
const hasSign = /[-\n\\{[!*_+^~?&:;(]/;
const specials = new RegExp(`[\\\\{[!*_\\-+^~?\\n]|&[#a-zA-Z]|https?://|ftp://|mailto:|${emoticonPattern}`, 'gu');
const emoticon = new RegExp(emoticonPattern, 'uy');

class WikiInline {
  private readonly text: string;
  private readonly budget: Budget;
  private readonly marks: readonly AdfMark[];
  private readonly ahead: Ahead;
  private readonly effects: EffectFinder;

  constructor(text: string, budget: Budget, marks: readonly AdfMark[]) {
    this.text = text;
    this.budget = budget;
    this.marks = marks;
    this.ahead = new Ahead(text);
    this.effects = new EffectFinder(text, this.ahead);
  }

  read(): AdfNode[] {
    const nodes: AdfNode[] = [];
    let plain = '';
    const flush = () => {
      nodes.push(...textNodes(plain, this.marks));
      plain = '';
    };
    for (let at = 0; at < this.text.length; ) {
      const next = this.nextSpecial(at);
      plain += this.text.slice(at, next);
      if (next === this.text.length) break;
      const found = this.special(next) ?? { plain: this.text.charAt(next), end: next + 1 };
      at = found.end;
      if ('plain' in found) plain += found.plain;
      else {
        if (found.nodes[0]?.type === 'hardBreak') plain = trimmedEnd(plain);
        flush();
        append(nodes, found.nodes);
      }
    }
    flush();
    return nodes;
  }

  private inside(text: string, marks: readonly AdfMark[]): AdfNode[] {
    return readWikiInline(text, this.budget, marks);
  }

  private nextSpecial(from: number): number {
    specials.lastIndex = from;
    return (this.budget.spend() ? specials.exec(this.text)?.index : undefined) ?? this.text.length;
  }

  private special(at: number): Found | undefined {
    switch (this.text[at]) {
      case '\\':
        return this.escape(at);
      case '\n':
        return this.lineEnd(at);
      case '{':
        return this.mono(at) ?? this.color(at) ?? this.effect(at) ?? this.macro(at);
      case '&':
        return this.entity(at);
      case '[':
        return this.link(at);
      case '!':
        return this.image(at);
      case '?':
        return this.citation(at);
      case 'h':
      case 'f':
      case 'm':
        return this.address(at);
      case '(':
      case ':':
      case ';':
        return this.emoticon(at);
      case '-':
        return this.dash(at) ?? this.effect(at);
      default:
        return this.effect(at);
    }
  }

  /** Matches a sticky pattern right at a place. */
  private match(pattern: RegExp, at: number): RegExpExecArray | null {
    pattern.lastIndex = at;
    return pattern.exec(this.text);
  }

  /** Keeps a piece as its source. */
  private kept(at: number, end: number, shown: readonly AdfNode[]): Found {
    return { nodes: [wikiInline(this.text.slice(at, end), shown)], end };
  }

  /** Blanks around a line end are invisible. */
  private lineEnd(at: number): Found | undefined {
    const match = this.match(/(?:\n|\\\\(?:[ \t\v\f\r]*\n)?)[ \t\v\f\r]*/y, at);
    return match ? { nodes: [{ type: 'hardBreak' }], end: at + match[0].length } : undefined;
  }

  /** A backslash means itself but before signs of the markup; two are a line end but in a path such as `\\server\share`. */
  private escape(at: number): Found | undefined {
    const next = this.text.charAt(at + 1);
    const isAfterOther = this.text[at - 1] === '\\';
    if (next === '\\') {
      const isPath = isAfterOther || this.ahead.next('\\', at + 2) < this.nextBlank(at + 2);
      return isPath ? { plain: '\\\\', end: at + 2 } : this.lineEnd(at);
    }
    return !isAfterOther && escapable.test(next) ? { plain: next, end: at + 2 } : undefined;
  }

  private nextBlank(from: number): number {
    return Math.min(this.text.length, ...[' ', '\n', '\t'].map(blank => this.ahead.next(blank, from)));
  }

  private entity(at: number): Found | undefined {
    const [written = ''] = this.match(entity, at) ?? [];
    const plain = charactersOf(written);
    return plain === undefined ? undefined : { plain, end: at + written.length };
  }

  /** No word touches monospaced text, nor does a blank stand at its ends. */
  private mono(at: number): Found | undefined {
    if (this.text[at + 1] !== '{' || isWordEnd(this.text, at) || isBlank(this.text.charAt(at + 2))) return undefined;
    const line = this.ahead.next('\n', at);
    let close = this.ahead.next('}}', at + 3);
    while (close < line && isWordStart(this.text, close + 2)) close = this.ahead.next('}}', close + 1);
    if (close >= line || isBlank(this.text.charAt(close - 1))) return undefined;
    const links = this.marks.filter(({ type }) => type === 'link');
    const text = unescapeWiki(this.text.slice(at + 2, close));
    return { nodes: textNodes(text, [...links, { type: 'code' }]), end: close + 2 };
  }

  private color(at: number): Found | undefined {
    const [opening, color = ''] = this.match(/\{color:([#\w]+)\}/y, at) ?? [];
    if (opening === undefined) return undefined;
    const start = at + opening.length;
    const close = this.ahead.next('{color}', start);
    if (!Number.isFinite(close)) return undefined;
    const end = close + '{color}'.length;
    const inside = this.text.slice(start, close);
    const hex = hexColor(color);
    if (!hex) return this.kept(at, end, this.inside(inside, this.marks));
    return { nodes: this.inside(inside, [...this.marks, { type: 'textColor', attrs: { color: hex } }]), end };
  }

  /**
   * Any other macro, such as `{anchor:x}`: the set of macros depends on the Jira. A text between two tags of a name
   * is its body, in a language of its own.
   */
  private macro(at: number): Found | undefined {
    const match =
      this.text[at - 1] === '{' ? null : this.match(/\{([a-zA-Z][\w.-]{0,60})(?::([^\s{}][^{}\n]*))?\}/y, at);
    if (!match) return undefined;
    const [source, name = '', parameters = ''] = match;
    const end = at + source.length;
    const close = isBodiless(name) ? Number.POSITIVE_INFINITY : this.ahead.next(`{${name}}`, end);
    if (close >= this.ahead.next('\n', at)) return this.kept(at, end, this.macroShown(source, name, parameters));
    const whole = close + name.length + 2;
    return this.kept(at, whole, textNodes(this.text.slice(at, whole), this.marks));
  }

  private macroShown(source: string, name: string, parameters: string): AdfNode[] {
    if (name === 'anchor') return [];
    if (name !== 'status') return textNodes(source, this.marks);
    return [statusNode(name, parameters)];
  }

  private link(at: number): Found | undefined {
    const close = linkEnd(this.text, this.ahead, at);
    if (close === undefined) return undefined;
    const inside = this.text.slice(at + 1, close);
    const end = close + 1;
    const parts = partsOfLink(inside);
    const { target, title } = parts;
    const named = this.named(at, end, parts);
    if (named) return named;
    const label = parts.label ?? target.replace(/^mailto:/, '');
    const others = this.marks.filter(({ type }) => type !== 'link');
    if (isElsewhere.test(target)) return this.kept(at, end, textNodes(label, this.marks));
    if (!/^(https?:\/\/|mailto:|ftp:\/\/|#|\/|[A-Z][A-Z0-9_]+-\d+$)/.test(target)) {
      return parts.isTarget ? undefined : this.kept(at, end, textNodes(`[${inside}]`, this.marks));
    }
    const marks: readonly AdfMark[] = [...others, { type: 'link', attrs: { href: target, ...(title && { title }) } }];
    const nodes = parts.label === undefined ? textNodes(label, marks) : this.inside(label, marks);
    // A picture can be a link only here.
    return parts.isUsual && nodes.every(({ type }) => type === 'text') ? { nodes, end } : this.kept(at, end, nodes);
  }

  /** Link to a person or an attachment. */
  private named(at: number, end: number, { target, label }: LinkParts): Found | undefined {
    const user = /^~(.+)/.exec(target)?.[1];
    const file = fileOf(target);
    if (!user) return file ? this.kept(at, end, [attachmentNode(file, label ?? file)]) : undefined;
    const id = user.replace(/^accountid:/, '');
    const node = { type: 'mention', attrs: { id, text: `@${id}` } };
    return id === user && label === undefined ? { nodes: [node], end } : this.kept(at, end, [node]);
  }

  private image(at: number): Found | undefined {
    if (isWordEnd(this.text, at)) return undefined;
    const [source, name = ''] = this.match(/!([^!\n\s|][^!\n|]*)(?:\|[^!\n]*)?!/y, at) ?? [];
    if (source === undefined) return undefined;
    const isRemote = /^https?:\/\//.test(name);
    const node = isRemote
      ? { type: 'mediaInline', attrs: { type: 'external', url: name, alt: name } }
      : attachmentNode(name, name);
    return this.kept(at, at + source.length, [node]);
  }

  private citation(at: number): Found | undefined {
    const first = this.text.charAt(at + 2);
    if (this.text[at + 1] !== '?' || first === '' || isBlank(first)) return undefined;
    const close = this.ahead.next('??', at + 3);
    if (!Number.isFinite(close) || isBlank(this.text.charAt(close - 1))) return undefined;
    return this.kept(at, close + 2, this.inside(this.text.slice(at + 2, close), [...this.marks, { type: 'em' }]));
  }

  /** Address outside of a link: one in a link's label is its text. */
  private address(at: number): Found | undefined {
    if (isWordEnd(this.text, at) || this.marks.some(({ type }) => type === 'link')) return undefined;
    const match = this.match(addressPattern, at);
    if (!match) return undefined;
    const link: AdfMark = { type: 'link', attrs: { href: match[0] } };
    return { nodes: textNodes(match[0].replace(/^mailto:/, ''), [...this.marks, link]), end: at + match[0].length };
  }

  private emoticon(at: number): Found | undefined {
    // A backslash before it stays, but makes it text.
    const [written] = this.text[at - 1] === '\\' ? [] : (this.match(emoticon, at) ?? []);
    if (written === undefined) return undefined;
    const emoji = emojiOf(written);
    return emoji && this.kept(at, at + written.length, [emoji]);
  }

  /** Two or three hyphens between blanks are a dash; other hyphens beside each other mean themselves. */
  private dash(at: number): Found | undefined {
    const hyphens = this.match(/-{2,}/y, at)?.[0];
    if (!hyphens) return undefined;
    const end = at + hyphens.length;
    const isDash = hyphens.length <= 3 && this.isBlank(at - 1) && this.isBlank(end);
    return { plain: isDash ? (hyphens.length === 2 ? '–' : '—') : hyphens, end };
  }

  /** Whether a blank stands at a place; the ends of a line are like one, those of an effect are not. */
  private isBlank(at: number): boolean {
    const char = this.text.charAt(at);
    return char === '' ? this.marks.length === 0 : isBlank(char);
  }

  private effect(at: number): Found | undefined {
    const span = this.effects.at(at);
    const mark = effects[this.text.charAt(this.text[at] === '{' ? at + 1 : at)];
    if (!span || !mark) return undefined;
    const others = this.marks.filter(({ type }) => type !== mark.type);
    const nodes = this.inside(this.text.slice(span.start, span.stop), [...others, mark]);
    // Only text has marks.
    return nodes.some(({ type }) => type === 'text') ? { nodes, end: span.end } : this.kept(at, span.end, nodes);
  }
}
