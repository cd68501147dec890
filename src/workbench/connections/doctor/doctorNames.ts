export const doctorScheme = 'connection-doctor';
export const doctorViewType = 'jenkinsJira.doctor';

export const doctorCommandNames = ['diagnoseConnection'] as const;
export type DoctorCommand = (typeof doctorCommandNames)[number];
