/** The cases that fail today, by name, below the work that will mend them. */
export const knownWrong: Readonly<Record<string, readonly string[]>> = {};
