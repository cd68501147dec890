/** Finds the next occurrence in a text, for places that go forward; searches no stretch twice. */
export class Ahead {
  private readonly text: string;
  private readonly searches = new Map<string, Search>();

  constructor(text: string) {
    this.text = text;
  }

  /** Next place of some characters; infinity where there is none. */
  next(characters: string, from: number): number {
    return this.known(characters, from) ?? this.remember(characters, from, this.text.indexOf(characters, from));
  }

  /** The same, without escaped ones. */
  nextUnescaped(characters: string, from: number): number {
    const key = `\\${characters}`;
    const known = this.known(key, from);
    if (known !== undefined) return known;
    let found = this.text.indexOf(characters, from);
    while (found >= 0 && this.text[found - 1] === '\\') found = this.text.indexOf(characters, found + 1);
    return this.remember(key, from, found);
  }

  private known(key: string, from: number): number | undefined {
    const last = this.searches.get(key);
    return last && last.from <= from && from <= last.place ? last.place : undefined;
  }

  private remember(key: string, from: number, found: number): number {
    const place = found < 0 ? Number.POSITIVE_INFINITY : found;
    this.searches.set(key, { from, place });
    return place;
  }
}

interface Search {
  readonly from: number;
  readonly place: number;
}
