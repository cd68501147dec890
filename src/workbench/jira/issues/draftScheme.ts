export const draftScheme = 'jira-comment';
