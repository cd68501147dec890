export const reportScheme = 'jenkins-report';

export const reportCommandNames = [
  'reportBuild',
  'sendReport',
  'chooseReportIssues',
  'addToReport',
  'previewReport',
  'editReportTemplate',
  'createBugFromTest',
  'sendWaiting',
  'editWaiting',
  'dropWaiting',
] as const;
export type ReportCommand = (typeof reportCommandNames)[number];
