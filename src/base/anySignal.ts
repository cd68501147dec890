/** Signal that is aborted with the first of several; undefined for none. */
export function anySignal(...given: readonly (AbortSignal | undefined)[]): AbortSignal | undefined {
  const signals = given.filter(signal => signal !== undefined);
  return signals.length > 1 ? AbortSignal.any(signals) : signals[0];
}
