/** Measures of a played scene, as the client's process sends them. */
export interface ClientReport {
  /** Words that the person read, in their order. */
  readonly words: readonly string[];
  /** Names of the error's classes, the nearest first; empty without an error. */
  readonly errors: readonly string[];
  /** Message of the error, for a scene that went wrong. */
  readonly detail: string;
  /** Largest held memory above idle, with all buffers, in MiB. */
  readonly heap: number;
  /** Largest resident memory above idle, in MiB. */
  readonly resident: number;
  readonly seconds: number;
}

/** Order to the client's process. */
export interface PlayOrder {
  readonly line: string;
  readonly name: string;
  readonly transport: string;
  readonly origin: string;
}

/** Row of the table. */
export interface PlayedScene {
  readonly line: string;
  readonly name: string;
  /** Name of the transport; empty for a scene without requests. */
  readonly transport: string;
  readonly requests: number;
  readonly bytes: number;
  readonly report: ClientReport;
  /** Broken expectations; empty for a scene that is right. */
  readonly wrong: readonly string[];
}
