/** Commands of this feature, without their common prefix. */
export const restrictionCommandNames = [
  'newTokenRestrictions',
  'testUrl',
  'generateRestrictions',
  'explainRestrictions',
  'changeAssumptions',
  'copyRestrictions',
  'pasteRestrictions',
  'compareRestrictions',
  'explainDiagnostic',
] as const;
export type RestrictionCommand = (typeof restrictionCommandNames)[number];
