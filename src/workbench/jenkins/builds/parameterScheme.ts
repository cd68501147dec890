/** Scheme of texts of parameters while they are edited. */
export const parameterScheme = 'jenkins-parameter';
