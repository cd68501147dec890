export const comparisonScheme = 'jenkins-comparison';
export const comparisonViewType = 'jenkinsJira.comparison';

export const comparisonCommandNames = ['compareBuilds'] as const;
export type ComparisonCommand = (typeof comparisonCommandNames)[number];
