/** Message to the comment box of a page. */
export type BoxMessage =
  | { readonly box: BoxText }
  | { readonly preview: string }
  | { readonly insert: string }
  | { readonly people: readonly string[]; readonly typed: string };

/** Text of the box; the page numbers those that it sends, and the host tells the number of the last that it has. */
export interface BoxText {
  readonly text: string;
  readonly turn: number;
}

/** Commands of the comment box. */
export const BoxCommand = {
  write: 'writeComment',
  post: 'postBox',
  discard: 'discardBox',
  preview: 'previewBox',
  chooseAudience: 'chooseBoxAudience',
  findPeople: 'findPeople',
  mention: 'mentionPerson',
  attach: 'attachToComment',
} as const;

/** Ids of the box's elements. */
export const BoxId = {
  input: 'commentText',
  preview: 'commentPreview',
  toggle: 'commentToggle',
  people: 'commentPeople',
} as const;
