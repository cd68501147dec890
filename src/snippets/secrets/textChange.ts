/** Change of a text. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}
