import { type Decoded, decodedBy, decodings, hasSigns, undecoded } from './decodings.ts';

const mark = '•••';
/** Shorter values would hide half of every text. */
const fewestCharacters = 4;
/** Encodings of encodings: a message in JSON in a page. */
const maxDecodings = 2;
/** Characters that such an encoding makes of one: `\u005c\u0075…` for each of `\u0041`. */
const maxExpansion = 36;
/** Characters that are decoded at once, without those beyond them in which a secret may end. */
const fewestOfWindow = 16 * 1024;

/**
 * Removes secrets from texts by their values, in every form that they are sent in, or that servers echo: escaped for
 * HTML, JSON, addresses and shells, some characters or all, also twice. Takes time that is linear in the text. It is decoded in windows, so that memory is bounded, and a window
 * in which nothing is encoded costs nothing.
 */
export class Redactor {
  private readonly forms = new Set<string>();
  private longest = 0;

  /** Removes a value from all texts from now on; `user` is for its form in Basic authentication. */
  keepOut(secret: string, user?: string): void {
    if (secret.length < fewestCharacters) return;
    const values = user === undefined ? [secret] : [secret, `${user}:${secret}`];
    for (const form of values.flatMap(formsOf)) {
      this.forms.add(form);
      this.longest = Math.max(this.longest, form.length);
    }
  }

  /** Returns the text without the secrets. */
  redact(text: string): string {
    if (this.forms.size === 0) return text;
    const spans = [...this.spansIn(undecoded(text))];
    const reach = this.longest * maxExpansion;
    const step = Math.max(fewestOfWindow, 4 * reach);
    for (let at = 0; at < text.length; at += step) {
      const from = cleanStart(text, at);
      const window = text.slice(from, at + step + reach);
      if (!hasSigns(window)) continue;
      for (const span of this.encodedIn(undecoded(window), 1)) {
        spans.push({ from: from + span.from, end: from + span.end });
      }
    }
    return without(text, spans);
  }

  private *encodedIn(decoded: Decoded, depth: number): Generator<Span> {
    for (const decoding of decodings) {
      const next = decodedBy(decoding, decoded);
      if (!next) continue;
      yield* this.spansIn(next);
      if (depth < maxDecodings) yield* this.encodedIn(next, depth + 1);
    }
  }

  private *spansIn({ text, placeOf }: Decoded): Generator<Span> {
    for (const form of this.forms) {
      for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
        yield { from: placeOf(at), end: placeOf(at + form.length) };
      }
    }
  }
}

/** Moves the start of a window back to where nothing encoded lies across it, if that is near. */
function cleanStart(text: string, at: number): number {
  for (let start = at; start > Math.max(0, at - 1024); start--) {
    if (/[^\w#;&%+\\'"`$^]/.test(text.charAt(start - 1))) return start;
  }
  return at;
}

interface Span {
  readonly from: number;
  readonly end: number;
}

/** Puts a mark in place of the spans; those that overlap have one. */
function without(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let last = 0;
  for (const { from, end } of [...spans].sort((a, b) => a.from - b.from || b.end - a.end)) {
    if (from >= last) parts.push(text.slice(last, from), mark);
    last = Math.max(last, end);
  }
  return parts.join('') + text.slice(last);
}

/** Encodings of the whole value; those of single characters are decoded in the text. */
function formsOf(value: string): string[] {
  const bytes = Buffer.from(value, 'utf8');
  return [
    value,
    bytes.toString('base64'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
  ];
}
