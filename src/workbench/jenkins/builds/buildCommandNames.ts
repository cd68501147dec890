/** Commands of this feature, without their common prefix. */
export const buildCommandNames = [
  'startBuild',
  'clickJob',
  'runAgain',
  'runAgainWithChanges',
  'stopBuild',
  'answerInput',
  'deleteBuild',
  'keepBuild',
  'releaseBuild',
  'describeBuild',
  'cancelQueueItem',
  'enableJob',
  'disableJob',
  'deleteJob',
  'scanBranches',
  'setTriggerToken',
  'removeTriggerToken',
  'watchJob',
  'stopWatching',
] as const;
export type BuildCommand = (typeof buildCommandNames)[number];
