import { type Decoded, decodedBy, decodings, undecoded } from './decodings.ts';

const mark = '•••';
/** Shorter values would hide half of every text. */
const fewestCharacters = 4;
/** Encodings of encodings: a message in JSON in a page. */
const maxDecodings = 2;

/**
 * Removes secrets from texts by their values, in every form that they are sent in, or that servers echo: escaped for
 * HTML, JSON, addresses and shells, some characters or all, also twice. Takes time that is linear in the text.
 */
export class Redactor {
  private readonly forms = new Set<string>();

  /** Removes a value from all texts from now on; `user` is for its form in Basic authentication. */
  keepOut(secret: string, user?: string): void {
    if (secret.length < fewestCharacters) return;
    for (const form of formsOf(secret)) this.forms.add(form);
    if (user !== undefined) for (const form of formsOf(`${user}:${secret}`)) this.forms.add(form);
  }

  /** Returns the text without the secrets. */
  redact(text: string): string {
    if (this.forms.size === 0) return text;
    const spans: Span[] = [];
    const search = (decoded: Decoded, depth: number) => {
      for (const span of this.spansIn(decoded)) spans.push(span);
      if (depth === maxDecodings) return;
      for (const decoding of decodings) {
        const next = decodedBy(decoding, decoded);
        if (next) search(next, depth + 1);
      }
    };
    search(undecoded(text), 0);
    return without(text, spans);
  }

  private *spansIn({ text, places }: Decoded): Generator<Span> {
    for (const form of this.forms) {
      for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
        yield { from: places[at] ?? 0, end: places[at + form.length] ?? 0 };
      }
    }
  }
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
