/**
 * Map with a limit of the weight of its entries: those that were neither read nor written for longest make room for a
 * new one. The newest stays, however much it weighs.
 */
export class WeighedLru<K, V extends object> {
  readonly #max: number;
  readonly #weigh: (key: K, value: V) => number;
  #weight = 0;
  /** From the least recently used to the most. */
  readonly #entries = new Map<K, V>();

  /** @param weigh weight of an entry, always the same */
  constructor(max: number, weigh: (key: K, value: V) => number) {
    this.#max = max;
    this.#weigh = weigh;
  }

  set(key: K, value: V): void {
    this.#remove(key);
    this.#entries.set(key, value);
    this.#weight += this.#weigh(key, value);
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#max || this.#entries.size === 1) return;
      this.#remove(oldest);
    }
  }

  /** Returns the value of a key; makes and keeps it where there is none. */
  getOrMake(key: K, make: () => V): V {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known;
    }
    const made = make();
    this.set(key, made);
    return made;
  }

  #remove(key: K): void {
    const value = this.#entries.get(key);
    if (value !== undefined) this.#weight -= this.#weigh(key, value);
    this.#entries.delete(key);
  }
}
