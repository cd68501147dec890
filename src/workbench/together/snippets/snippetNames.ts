export const snippetCommandNames = ['copyAsCode', 'insertCode', 'runCurl'] as const;
export type SnippetCommand = (typeof snippetCommandNames)[number];
