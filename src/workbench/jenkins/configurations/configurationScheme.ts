export const configurationScheme = 'jenkins-config';
