import { append } from '../../base/append.ts';
import { Budget } from '../../base/budget.ts';
import { type AdfMark, type AdfNode, textNodes } from './adf.ts';
import { Ahead } from './ahead.ts';
import { emojiOf, emoticonPattern } from './emoticons.ts';
import { EffectFinder, effects, isWordEnd } from './wikiEffects.ts';
import { wikiInline } from './wikiSource.ts';

/**
 * Reads a line of Jira's wiki markup. Parts that a document cannot say are kept as their source.
 * https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all
 */
export function readWikiInline(text: string, budget = new Budget(), marks: readonly AdfMark[] = []): AdfNode[] {
  return budget.deeper(
    1,
    () => new WikiInline(text, budget, marks).read(),
    () => textNodes(text, marks),
  );
}

/** Result at a place, with its end: nodes, or characters that mean themselves. */
type Found =
  | { readonly nodes: readonly AdfNode[]; readonly end: number }
  | { readonly plain: string; readonly end: number };

const specials = new RegExp(`[\\\\{[!*_\\-+^~?\\n]|&#\\d+;|https?://|mailto:|${emoticonPattern}`, 'gu');
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
        if (found.nodes[0]?.type === 'hardBreak') plain = plain.trimEnd();
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
    const match = this.match(/(?:\n|\\\\(?:[^\S\n]*\n)?)[^\S\n]*/y, at);
    return match ? { nodes: [{ type: 'hardBreak' }], end: at + match[0].length } : undefined;
  }

  private escape(at: number): Found | undefined {
    const next = this.text[at + 1];
    if (next === '\\') return this.lineEnd(at);
    return next !== undefined && /[!-/:-@[-`{-~]/.test(next) ? { plain: next, end: at + 2 } : undefined;
  }

  /** Character reference by number. */
  private entity(at: number): Found | undefined {
    const match = this.match(/&#(\d{1,6});/y, at);
    return match ? { plain: String.fromCodePoint(Number(match[1])), end: at + match[0].length } : undefined;
  }

  private mono(at: number): Found | undefined {
    const close = this.ahead.next('}}', at + 3);
    if (this.text[at + 1] !== '{' || close >= this.ahead.next('\n', at)) return undefined;
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

  /** Any other macro, such as `{anchor:x}`: the set of macros depends on the Jira. */
  private macro(at: number): Found | undefined {
    const match = this.match(/\{([a-zA-Z][\w.-]{0,60})(?::([^\s{}][^{}\n]*))?\}/y, at);
    if (!match) return undefined;
    const [source, name = '', parameters = ''] = match;
    return this.kept(at, at + source.length, this.macroShown(source, name, parameters));
  }

  private macroShown(source: string, name: string, parameters: string): AdfNode[] {
    if (name === 'anchor') return [];
    if (name !== 'status') return textNodes(source, this.marks);
    const value = (key: string) => (new RegExp(`(?:^|\\|)${key}=([^|]*)`, 'i').exec(parameters)?.[1] ?? '').trim();
    const color = value('colou?r').toLowerCase();
    const isKnown = ['purple', 'blue', 'red', 'yellow', 'green'].includes(color);
    return [{ type: 'status', attrs: { text: value('title') || color || name, color: isKnown ? color : 'neutral' } }];
  }

  private link(at: number): Found | undefined {
    const line = this.ahead.next('\n', at);
    const own = this.ahead.nextUnescaped(']', at);
    const close = own < line ? own : this.ahead.next(']', at);
    if (close >= line || !this.canBeLink(at + 1, close)) return undefined;
    const inside = this.text.slice(at + 1, close);
    const end = close + 1;
    const user = /^~(.+)/.exec(inside)?.[1];
    if (user) return this.mention(at, end, user);
    const [first = '', second, ...more] = inside.split(/(?<!\\)\|/);
    const target = (second ?? first).trim();
    const hasLabel = second !== undefined && first.trim() !== '';
    const label = hasLabel ? first : target.replace(/^(\^|mailto:)/, '');
    if (target.startsWith('^')) return this.kept(at, end, [attachmentNode(target.slice(1), label)]);
    const others = this.marks.filter(({ type }) => type !== 'link');
    if (!/^(https?:\/\/|mailto:|ftp:\/\/|#|\/|[A-Z][A-Z0-9_]+-\d+$)/.test(target)) {
      return second === undefined ? undefined : this.kept(at, end, textNodes(`[${inside}]`, this.marks));
    }
    const marks: readonly AdfMark[] = [...others, { type: 'link', attrs: { href: target } }];
    const nodes = hasLabel ? this.inside(label, marks) : textNodes(label, marks);
    // The parts behind the address give the link's look or its tooltip; and a picture can be a link only here.
    const isPlain = (hasLabel ? more.length === 0 : second === undefined) && nodes.every(({ type }) => type === 'text');
    return isPlain ? { nodes, end } : this.kept(at, end, nodes);
  }

  /** Whether brackets can be a link, by their beginning: a text of brackets is not read again for each of them. */
  private canBeLink(start: number, close: number): boolean {
    if (this.ahead.nextUnescaped('|', start) < close || this.text[start] === '~') return true;
    return this.match(/\s*(?:https?:\/\/|mailto:|ftp:\/\/|[#/^]|[A-Z][A-Z0-9_]+-\d+\s*\])/y, start) !== null;
  }

  private mention(at: number, end: number, user: string): Found {
    const id = user.replace(/^accountid:/, '');
    const node = { type: 'mention', attrs: { id, text: `@${id}` } };
    return id === user ? { nodes: [node], end } : this.kept(at, end, [node]);
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
    if (this.text[at + 1] !== '?' || /\s|^$/.test(this.text.charAt(at + 2))) return undefined;
    const close = this.ahead.next('??', at + 3);
    if (!Number.isFinite(close) || /\s/.test(this.text.charAt(close - 1))) return undefined;
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
    const [written] = this.match(emoticon, at) ?? [];
    if (written === undefined) return undefined;
    const emoji = emojiOf(written);
    return emoji && this.kept(at, at + written.length, [emoji]);
  }

  /** Two or three hyphens between blanks are a dash. */
  private dash(at: number): Found | undefined {
    const hyphens = this.match(/-{2,3}(?!-)/y, at)?.[0];
    if (!hyphens || !this.isBlank(at - 1) || !this.isBlank(at + hyphens.length)) return undefined;
    return { plain: hyphens.length === 2 ? '–' : '—', end: at + hyphens.length };
  }

  /** Whether a blank stands at a place; the ends of a line are like one, those of an effect are not. */
  private isBlank(at: number): boolean {
    const char = this.text.charAt(at);
    return char === '' ? this.marks.length === 0 : /\s/.test(char);
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

/** Bare address in a text: punctuation behind it is not part of it. */
export const addressPattern = /(?:https?:\/\/|mailto:)[^\s<>[\]{}|"]+[^\s<>[\]{}|".,;:!?)']/y;

/** File of the issue, named by the markup; Jira's page finds it by that name. */
function attachmentNode(name: string, alt: string): AdfNode {
  return { type: 'mediaInline', attrs: { type: 'file', id: name, collection: '', alt } };
}

function unescapeWiki(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])|&#(\d{1,6});/g, (_, char: string | undefined, code: string) =>
    char === undefined ? String.fromCodePoint(Number(code)) : char,
  );
}

const colors: Readonly<Record<string, string>> = {
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  gray: '#808080',
  grey: '#808080',
  orange: '#ffa500',
  purple: '#800080',
  black: '#000000',
  white: '#ffffff',
  yellow: '#ffff00',
};

function hexColor(name: string): string | undefined {
  return /^#[0-9a-fA-F]{6}$/.test(name) ? name.toLowerCase() : colors[name.toLowerCase()];
}
