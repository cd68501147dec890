export const failureScheme = 'jenkins-failure';
export const failureViewType = 'jenkinsJira.failure';

export const failureCommandNames = ['explainFailure'] as const;
export type FailureCommand = (typeof failureCommandNames)[number];
