export const reportScheme = 'jenkins-report';

export const reportCommandNames = [
  'reportBuild',
  'sendReport',
  'chooseReportIssues',
  'previewReport',
  'editReportTemplate',
] as const;
export type ReportCommand = (typeof reportCommandNames)[number];
