export const snippetCommandNames = ['copyAsCode', 'insertCode', 'runCurl', 'generateFromScript'] as const;
export type SnippetCommand = (typeof snippetCommandNames)[number];
