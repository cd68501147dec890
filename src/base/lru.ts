/**
 * Map with a limit: the entries that were neither read nor written for longest make room for a new one. The newest
 * stays, however much it weighs.
 */
export class Lru<K, V extends object> {
  readonly #max: number;
  readonly #weigh: (key: K, value: V) => number;
  #weight = 0;
  /** From the least recently used to the most. */
  readonly #entries = new Map<K, V>();

  /**
   * @param max sum of all weights
   * @param weigh weight of an entry, always the same; by default entries are counted
   */
  constructor(max: number, weigh: (key: K, value: V) => number = () => 1) {
    this.#max = max;
    this.#weigh = weigh;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.#place(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.delete(key);
    this.#entries.set(key, value);
    this.#weight += this.#weigh(key, value);
    for (const oldest of this.#entries.keys()) {
      if (this.#weight <= this.#max || this.#entries.size === 1) return;
      this.delete(oldest);
    }
  }

  delete(key: K): void {
    const value = this.#entries.get(key);
    if (value !== undefined) this.#weight -= this.#weigh(key, value);
    this.#entries.delete(key);
  }

  /** Returns the value of a key; makes and keeps it where there is none. */
  getOrMake(key: K, make: () => V): V {
    const known = this.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.set(key, made);
    return made;
  }

  #place(key: K, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
  }
}
