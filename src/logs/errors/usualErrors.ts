/** Search for the lines that report a failure, by the tools that write them; in place of a pattern. */
export const usualErrors = 'errors';
