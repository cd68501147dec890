/** Commands of this feature, without their common prefix. */
export const commentCommandNames = [
  'addComment',
  'editComment',
  'quoteComment',
  'deleteComment',
  'postComment',
  'discardComment',
  'previewComment',
  'chooseCommentVisibility',
] as const;
export type CommentCommand = (typeof commentCommandNames)[number];
