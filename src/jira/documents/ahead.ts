/** Finds the next occurrence in a text, for places that only go forward; never searches a stretch twice. */
export class Ahead {
  private readonly text: string;
  private readonly known = new Map<string, number>();

  constructor(text: string) {
    this.text = text;
  }

  /** Next place of some characters; infinity where there is none. */
  next(characters: string, from: number): number {
    const known = this.known.get(characters);
    if (known !== undefined && known >= from) return known;
    const found = this.text.indexOf(characters, from);
    const place = found < 0 ? Number.POSITIVE_INFINITY : found;
    this.known.set(characters, place);
    return place;
  }

  /** The same, without escaped ones. */
  nextUnescaped(characters: string, from: number): number {
    const key = `\\${characters}`;
    const known = this.known.get(key);
    if (known !== undefined && known >= from) return known;
    let found = this.text.indexOf(characters, from);
    while (found >= 0 && this.text[found - 1] === '\\') found = this.text.indexOf(characters, found + 1);
    const place = found < 0 ? Number.POSITIVE_INFINITY : found;
    this.known.set(key, place);
    return place;
  }
}
