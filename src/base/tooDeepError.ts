/** A text that is nested too deeply for an operation which must not flatten it. */
export class TooDeepError extends Error {
  constructor() {
    super('the text is nested too deeply');
    this.name = 'TooDeepError';
  }
}
