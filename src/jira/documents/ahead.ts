/** Finds what comes next in a text, again and again from places that only go forward, and never looks twice. */
export class Ahead {
  private readonly text: string;
  private readonly known = new Map<string, number>();

  constructor(text: string) {
    this.text = text;
  }

  /** The next place of some characters; infinity where there is none. */
  next(characters: string, from: number): number {
    const known = this.known.get(characters);
    if (known !== undefined && known >= from) return known;
    const found = this.text.indexOf(characters, from);
    const place = found < 0 ? Number.POSITIVE_INFINITY : found;
    this.known.set(characters, place);
    return place;
  }
}
