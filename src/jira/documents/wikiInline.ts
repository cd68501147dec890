import { type AdfMark, type AdfNode, textNodes } from './adf.ts';

/** Reads what stands in a line of Jira's wiki markup. https://jira.atlassian.com/secure/WikiRendererHelpAction.jspa?section=all */
export function readWikiInline(text: string, marks: readonly AdfMark[] = []): AdfNode[] {
  return new WikiInline(text, marks).read();
}

interface Found {
  readonly nodes: AdfNode[];
  readonly end: number;
}

const effects: Readonly<Record<string, AdfMark>> = {
  '*': { type: 'strong' },
  _: { type: 'em' },
  '-': { type: 'strike' },
  '+': { type: 'underline' },
  '^': { type: 'subsup', attrs: { type: 'sup' } },
  '~': { type: 'subsup', attrs: { type: 'sub' } },
};

const specials = /[\\{[!*_\-+^~?\n]|&#\d+;|https?:\/\/|mailto:/g;

class WikiInline {
  private readonly text: string;
  private readonly marks: readonly AdfMark[];

  constructor(text: string, marks: readonly AdfMark[]) {
    this.text = text;
    this.marks = marks;
  }

  read(): AdfNode[] {
    const nodes: AdfNode[] = [];
    let plain = '';
    const flush = () => {
      nodes.push(...textNodes(plain, this.marks));
      plain = '';
    };
    for (let at = 0; at < this.text.length; ) {
      specials.lastIndex = at;
      const next = specials.exec(this.text)?.index ?? this.text.length;
      plain += this.text.slice(at, next);
      if (next === this.text.length) break;
      const found = this.special(next);
      if (!found) {
        plain += this.text[next];
        at = next + 1;
      } else if ('plain' in found) {
        plain += found.plain;
        at = found.end;
      } else {
        flush();
        nodes.push(...found.nodes);
        at = found.end;
      }
    }
    flush();
    return nodes;
  }

  private special(at: number): Found | { readonly plain: string; readonly end: number } | undefined {
    const char = this.text[at] ?? '';
    if (char === '\\') return this.escape(at);
    if (char === '\n') return { nodes: [{ type: 'hardBreak' }], end: at + 1 };
    if (char === '{') return this.braces(at);
    if (char === '&') return this.entity(at);
    if (char === '[') return this.link(at);
    if (char === '!') return this.image(at);
    if (char === '?') return this.citation(at);
    if (char === 'h' || char === 'm') return this.address(at);
    return this.effect(at, char);
  }

  private escape(at: number): Found | { plain: string; end: number } {
    if (this.text[at + 1] === '\\') {
      const end = /[\n ]/.test(this.text[at + 2] ?? '') ? at + 3 : at + 2;
      return { nodes: [{ type: 'hardBreak' }], end };
    }
    const next = this.text[at + 1];
    if (next === undefined || !/[!-/:-@[-`{-~]/.test(next)) return { plain: '\\', end: at + 1 };
    return { plain: next, end: at + 2 };
  }

  /** A character named by its number. */
  private entity(at: number): { plain: string; end: number } | undefined {
    const match = /^&#(\d{1,6});/.exec(this.text.slice(at));
    return match ? { plain: String.fromCodePoint(Number(match[1])), end: at + match[0].length } : undefined;
  }

  private braces(at: number): Found | undefined {
    const mono = /^\{\{(.+?)\}\}/.exec(this.text.slice(at));
    if (mono) {
      const links = this.marks.filter(({ type }) => type === 'link');
      return { nodes: textNodes(unescapeWiki(mono[1] ?? ''), [...links, { type: 'code' }]), end: at + mono[0].length };
    }
    const color = /^\{color:([#\w]+)\}([\s\S]*?)\{color\}/.exec(this.text.slice(at));
    if (!color) return undefined;
    const hex = hexColor(color[1] ?? '');
    const mark = hex ? [{ type: 'textColor', attrs: { color: hex } }] : [];
    return { nodes: readWikiInline(color[2] ?? '', [...this.marks, ...mark]), end: at + color[0].length };
  }

  private link(at: number): Found | undefined {
    const match = /^\[([^\]\n]+)\]/.exec(this.text.slice(at));
    const inside = match?.[1];
    if (!match || inside === undefined) return undefined;
    const end = at + match[0].length;
    const user = /^~(?:accountid:)?(.+)$/.exec(inside)?.[1];
    if (user) return { nodes: [{ type: 'mention', attrs: { id: user, text: `@${user}` } }], end };
    const parts = inside.split('|');
    const target = (parts.length > 1 ? parts[1] : parts[0])?.trim() ?? '';
    const label = parts.length > 1 ? (parts[0] ?? '') : target.replace(/^(\^|mailto:)/, '');
    if (target.startsWith('^')) return { nodes: [attachmentNode(target.slice(1), label)], end };
    if (!/^(https?:\/\/|mailto:|ftp:\/\/|#|\/|[A-Z][A-Z0-9_]+-\d+$)/.test(target)) return undefined;
    const link: AdfMark = { type: 'link', attrs: { href: target } };
    return { nodes: readWikiInline(label, [...this.marks.filter(({ type }) => type !== 'link'), link]), end };
  }

  private image(at: number): Found | undefined {
    const match = /^!([^!\n\s|][^!\n|]*)(?:\|[^!\n]*)?!/.exec(this.text.slice(at));
    if (!match || this.isInWord(at)) return undefined;
    const name = match[1] ?? '';
    const isRemote = /^https?:\/\//.test(name);
    const node = isRemote
      ? { type: 'mediaInline', attrs: { type: 'external', url: name, alt: name } }
      : attachmentNode(name, name);
    return { nodes: [node], end: at + match[0].length };
  }

  private citation(at: number): Found | undefined {
    const match = /^\?\?(\S(?:[\s\S]*?\S)?)\?\?/.exec(this.text.slice(at));
    if (!match) return undefined;
    return { nodes: readWikiInline(match[1] ?? '', [...this.marks, { type: 'em' }]), end: at + match[0].length };
  }

  private address(at: number): Found | undefined {
    if (this.isInWord(at)) return undefined;
    const match = /^(?:https?:\/\/|mailto:)[^\s<>[\]{}|"]+[^\s<>[\]{}|".,;:!?)']/.exec(this.text.slice(at));
    if (!match) return undefined;
    const others = this.marks.filter(({ type }) => type !== 'link');
    const link: AdfMark = { type: 'link', attrs: { href: match[0] } };
    return { nodes: textNodes(match[0].replace(/^mailto:/, ''), [...others, link]), end: at + match[0].length };
  }

  /** Opens where no word ends and closes where none begins; blanks do not touch it inside. */
  private effect(at: number, char: string): Found | undefined {
    const mark = effects[char];
    if (!mark || this.isInWord(at) || /\s|^$/.test(this.text[at + 1] ?? '') || this.text[at + 1] === char)
      return undefined;
    const end = this.closing(at, char);
    if (end === undefined) return undefined;
    const inside = this.text.slice(at + 1, end);
    const others = this.marks.filter(({ type }) => type !== mark.type);
    return { nodes: readWikiInline(inside, [...others, mark]), end: end + 1 };
  }

  private closing(at: number, char: string): number | undefined {
    for (let end = this.text.indexOf(char, at + 2); end >= 0; end = this.text.indexOf(char, end + 1)) {
      const before = this.text[end - 1] ?? '';
      const after = this.text[end + 1] ?? '';
      if (this.text.slice(at, end).includes('\n')) return undefined;
      if (!/\s/.test(before) && before !== '\\' && !/[\p{L}\p{N}]/u.test(after)) return end;
    }
    return undefined;
  }

  private isInWord(at: number): boolean {
    return at > 0 && /[\p{L}\p{N}]/u.test(this.text[at - 1] ?? '');
  }
}

/** A file of the issue, named by the markup; Jira's page finds it by that name. */
function attachmentNode(name: string, alt: string): AdfNode {
  return { type: 'mediaInline', attrs: { type: 'file', id: name, collection: '', alt } };
}

export function unescapeWiki(text: string): string {
  return text.replace(/\\([!-/:-@[-`{-~])/g, '$1');
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
