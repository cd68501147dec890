/** How text is drawn, as the escape sequences before it say (SGR, ECMA-48 8.3.117). */
export interface Style {
  readonly fg: Color;
  readonly bg: Color;
  /** Of {@link Flag}. */
  readonly flags: number;
}

/** -1: the usual color; 0 to 255: of the palette; from {@link trueColor} on: red, green and blue. */
export type Color = number;

export const usualColor: Color = -1;
export const trueColor = 0x1000000;

export const Flag = { bold: 1, faint: 2, italic: 4, underline: 8, inverse: 16, hidden: 32, strike: 64 } as const;

export const noStyle: Style = { fg: usualColor, bg: usualColor, flags: 0 };

const switchedOn: Readonly<Record<number, number>> = {
  1: Flag.bold,
  2: Flag.faint,
  3: Flag.italic,
  4: Flag.underline,
  7: Flag.inverse,
  8: Flag.hidden,
  9: Flag.strike,
  21: Flag.underline,
};
const switchedOff: Readonly<Record<number, number>> = {
  22: Flag.bold | Flag.faint,
  23: Flag.italic,
  24: Flag.underline,
  27: Flag.inverse,
  28: Flag.hidden,
  29: Flag.strike,
};

/**
 * Style after a sequence `ESC [ … m`.
 * @param parameters between the bracket and the letter, such as `1;31` or `38:2::255:0:0`
 */
export function applySgr(style: Style, parameters: string): Style {
  if (parameters === '' || parameters === '0') return noStyle;
  // Private sequences (`ESC [ > 4 m`) are no colors.
  if (/[<-?]/.test(parameters)) return style;
  return new SgrReader(style, parameters).read();
}

class SgrReader {
  private fg: Color;
  private bg: Color;
  private flags: number;
  private readonly codes: string[];
  private at = 0;

  constructor({ fg, bg, flags }: Style, parameters: string) {
    this.fg = fg;
    this.bg = bg;
    this.flags = flags;
    this.codes = parameters.split(';');
  }

  read(): Style {
    while (this.at < this.codes.length) this.apply(this.codes[this.at++] ?? '');
    const { fg, bg, flags } = this;
    return { fg, bg, flags };
  }

  private apply(text: string): void {
    const [first = '', ...rest] = text.split(':');
    const code = Number(first);
    if (code === 38 || code === 48) this.setColor(code, rest);
    else if (code === 0) this.reset();
    else if (code === 4 && rest[0] === '0') this.flags &= ~Flag.underline;
    else this.flags = (this.flags | (switchedOn[code] ?? 0)) & ~(switchedOff[code] ?? 0);
    this.setUsualColor(code);
  }

  private reset(): void {
    this.fg = usualColor;
    this.bg = usualColor;
    this.flags = 0;
  }

  private setUsualColor(code: number): void {
    if (code >= 30 && code <= 37) this.fg = code - 30;
    else if (code >= 90 && code <= 97) this.fg = code - 90 + 8;
    else if (code === 39) this.fg = usualColor;
    else if (code >= 40 && code <= 47) this.bg = code - 40;
    else if (code >= 100 && code <= 107) this.bg = code - 100 + 8;
    else if (code === 49) this.bg = usualColor;
  }

  /** `38;5;n`, `38;2;r;g;b`, and the same with colons, where a color space may stand before the red. */
  private setColor(code: number, own: readonly string[]): void {
    const kind = own.length > 0 ? own[0] : this.codes[this.at];
    const count = kind === '5' ? 1 : kind === '2' ? 3 : 0;
    const values = own.length > 0 ? own.slice(1).slice(-count) : this.codes.slice(this.at + 1, this.at + 1 + count);
    if (own.length === 0) this.at += 1 + count;
    if (count === 0 || values.length < count) return;
    const [first = 0, green = 0, blue = 0] = values.map(value => Math.min(255, Number(value) || 0));
    const color = count === 1 ? first : trueColor + (first << 16) + (green << 8) + blue;
    if (code === 38) this.fg = color;
    else this.bg = color;
  }
}

/** Short name of a style, for storage. */
export function styleName({ fg, bg, flags }: Style): string {
  return `${fg},${bg},${flags}`;
}

export function styleNamed(name: string): Style {
  const [fg = usualColor, bg = usualColor, flags = 0] = name.split(',').map(Number);
  return { fg, bg, flags };
}

export function isSameStyle(a: Style, b: Style): boolean {
  return a === b || (a.fg === b.fg && a.bg === b.bg && a.flags === b.flags);
}

/** The color of the palette's 16 to 255 as `#rrggbb`: a cube of 6 × 6 × 6, then grays. The first 16 are the theme's. */
export function paletteColor(index: number): string {
  if (index >= 232) {
    const gray = 8 + (index - 232) * 10;
    return hexColor(gray, gray, gray);
  }
  const cube = index - 16;
  const level = (value: number) => (value === 0 ? 0 : 55 + value * 40);
  return hexColor(level(Math.floor(cube / 36)), level(Math.floor(cube / 6) % 6), level(cube % 6));
}

export function trueColorText(color: Color): string {
  return hexColor((color >> 16) & 255, (color >> 8) & 255, color & 255);
}

function hexColor(...parts: number[]): string {
  return `#${parts.map(part => part.toString(16).padStart(2, '0')).join('')}`;
}
