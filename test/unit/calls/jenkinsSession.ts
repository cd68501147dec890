import * as jenkins from '../../../src/jenkins/index.ts';

/** Session of an account that signs in with a token or a password. */
export const sessionOf = (
  http: ConstructorParameters<typeof jenkins.JenkinsSession>[0],
  kind: jenkins.JenkinsSecretKind,
) => new jenkins.JenkinsSession(http, async () => jenkins.jenkinsLogin({ user: 'me', secret: 's3cret', kind }));
export const { apiToken, password } = jenkins.JenkinsSecretKind;
export const crumb = { crumb: 'c', crumbRequestField: 'Jenkins-Crumb' };
