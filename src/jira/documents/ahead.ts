/** Finds the next occurrence in a text, for places that go forward; searches no stretch twice. */
export class Ahead {
  private readonly text: string;
  private readonly known = new Map<string, Search>();

  constructor(text: string) {
    this.text = text;
  }

  /** Next place of some characters; infinity where there is none. */
  next(characters: string, from: number): number {
    return this.remembered(characters, from, () => this.text.indexOf(characters, from));
  }

  /** The same, without escaped ones. */
  nextUnescaped(characters: string, from: number): number {
    return this.remembered(`\\${characters}`, from, () => {
      let found = this.text.indexOf(characters, from);
      while (found >= 0 && this.text[found - 1] === '\\') found = this.text.indexOf(characters, found + 1);
      return found;
    });
  }

  private remembered(key: string, from: number, search: () => number): number {
    const known = this.known.get(key);
    if (known && known.from <= from && from <= known.place) return known.place;
    const found = search();
    const place = found < 0 ? Number.POSITIVE_INFINITY : found;
    this.known.set(key, { from, place });
    return place;
  }
}

interface Search {
  readonly from: number;
  readonly place: number;
}
