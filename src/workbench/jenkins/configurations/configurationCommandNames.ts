/** Commands of this feature, without their common prefix. */
export const configurationCommandNames = ['editJobConfiguration', 'createJob'] as const;
export type ConfigurationCommand = (typeof configurationCommandNames)[number];
