/** Commands of this feature, without their common prefix. */
export const replayCommandNames = [
  'replayBuild',
  'restartFromStage',
  'restartFromThisStage',
  'runReplay',
  'compareReplay',
  'checkReplay',
] as const;
export type ReplayCommand = (typeof replayCommandNames)[number];
