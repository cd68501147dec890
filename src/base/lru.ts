/** Map with a limit: the entry that was neither read nor written for longest makes room for a new one. */
export class Lru<K, V extends object> {
  readonly #max: number;
  /** From the least recently used to the most. */
  readonly #entries = new Map<K, V>();

  constructor(max: number) {
    this.#max = max;
  }

  get(key: K): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.#place(key, value);
    return value;
  }

  set(key: K, value: V): void {
    this.#place(key, value);
    const [oldest] = this.#entries.keys();
    if (oldest !== undefined && this.#entries.size > this.#max) this.#entries.delete(oldest);
  }

  delete(key: K): void {
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
