export const snippetCommandNames = ['copyAsCode', 'insertCode'] as const;
export type SnippetCommand = (typeof snippetCommandNames)[number];
