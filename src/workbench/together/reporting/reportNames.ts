export const reportScheme = 'jenkins-report';

export const reportCommandNames = [
  'reportBuild',
  'sendReport',
  'chooseReportIssues',
  'addToReport',
  'previewReport',
  'editReportTemplate',
  'chooseFieldOfResult',
  'createBugFromTest',
  'reportByItself',
  'stopReportingByItself',
  'sendWaiting',
  'editWaiting',
  'dropWaiting',
] as const;
export type ReportCommand = (typeof reportCommandNames)[number];
