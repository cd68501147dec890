export type Listener<T> = (value: T) => unknown;

export class Disposable {
  private readonly release: () => unknown;

  constructor(release: () => unknown) {
    this.release = release;
  }

  static from(...all: readonly { dispose(): unknown }[]): Disposable {
    return new Disposable(() => {
      for (const each of all) each.dispose();
    });
  }

  dispose(): void {
    this.release();
  }
}

export class EventEmitter<T> {
  private readonly listeners = new Set<Listener<T>>();

  readonly event = (listener: Listener<T>, self?: unknown): Disposable => {
    const bound: Listener<T> = value => listener.call(self, value);
    this.listeners.add(bound);
    return new Disposable(() => this.listeners.delete(bound));
  };

  fire(value: T): void {
    for (const listener of [...this.listeners]) listener(value);
  }

  dispose(): void {
    this.listeners.clear();
  }
}
