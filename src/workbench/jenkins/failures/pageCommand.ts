/** Buttons of the page that explains a failure. */
export const PageCommand = {
  openLog: 'openLog',
  explain: 'explainFailure',
  showCause: 'showCause',
  runAgain: 'runAgain',
  compare: 'compareBuilds',
  report: 'reportBuild',
  copy: 'copyAsMarkdown',
  openInBrowser: 'openInBrowser',
  again: 'readAgain',
  openPlace: 'openPlace',
  openFile: 'openFile',
  openTest: 'openTest',
  openIssue: 'openIssue',
  history: 'checkHistory',
  branches: 'checkOtherBranches',
} as const;
