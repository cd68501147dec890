export const replayScheme = 'jenkins-replay';
