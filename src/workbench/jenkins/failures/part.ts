/** Part of a page's facts, read by requests of its own; undefined while it is read. */
export type Part<T> = { readonly value: T } | { readonly error: unknown } | undefined;

/** Value of a part that was read. */
export function partValue<T>(part: Part<T>): T | undefined {
  return part && 'value' in part ? part.value : undefined;
}

/** The part that a reading brings: its value, or its error. */
export function partOf<T>(reading: Promise<T>): Promise<NonNullable<Part<T>>> {
  return reading.then(
    value => ({ value }),
    (error: unknown) => ({ error }),
  );
}

/** Whether parts could not be read. */
export function hasFailed(...parts: readonly Part<unknown>[]): boolean {
  return parts.some(part => part !== undefined && 'error' in part);
}

/** Whether all parts were read. */
export function isWhole(...parts: readonly Part<unknown>[]): boolean {
  return parts.every(part => part !== undefined && 'value' in part);
}
