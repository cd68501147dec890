/** Request to check against restrictions. */
export interface SimulatedRequest {
  /** In any letter case. */
  readonly method: string;
  /** The whole URL. */
  readonly url: string;
  /** The JSON of the body, parsed. */
  readonly body?: unknown;
}

export interface UrlParts {
  /** The URL without its query string and fragment. */
  readonly path: string;
  /** The URL without its fragment. */
  readonly whole: string;
  readonly parameters: ReadonlyMap<string, readonly string[]>;
}

/** Splits a URL without judging it: a simulated URL may be just the kind that no browser would send. */
export function partsOfUrl(url: string): UrlParts {
  const [whole = ''] = url.split('#', 1);
  const question = whole.indexOf('?');
  const path = question < 0 ? whole : whole.slice(0, question);
  const parameters = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(question < 0 ? '' : whole.slice(question))) {
    parameters.set(name, [...(parameters.get(name) ?? []), value]);
  }
  return { path, whole, parameters };
}
