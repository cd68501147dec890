export const failureCommandNames = ['explainFailure'] as const;
export type FailureCommand = (typeof failureCommandNames)[number];
