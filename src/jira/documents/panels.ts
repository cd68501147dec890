/** Jira's kinds of panels, and the words of Markdown's alerts for them. */
export const panelWords: Readonly<Record<string, string>> = {
  info: 'INFO',
  note: 'NOTE',
  tip: 'TIP',
  warning: 'WARNING',
  success: 'SUCCESS',
  error: 'ERROR',
  custom: 'CUSTOM',
};
