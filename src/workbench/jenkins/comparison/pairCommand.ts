/** Buttons of the page that compares two builds, besides those that it shares with other pages of builds. */
export const PairCommand = {
  openLine: 'openLine',
  openBuildTest: 'openBuildTest',
  compareRest: 'compareRest',
  explain: 'explainFailure',
} as const;

/** Which of two builds a button is for. */
export type BuildIndex = 0 | 1;
