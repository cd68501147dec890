import assert from 'node:assert/strict';
import { byPassword, hostilePassword, jenkinsCall, type Scene, Way } from './scene.ts';

const gateway = [
  { name: 'X-Access', value: [{ variable: 'X_ACCESS' }] },
  { name: 'Cookie', value: ['SSO=', { variable: 'SSO' }, '; b.c=', { variable: 'B_C' }] },
];
const variables = { JENKINS_PASSWORD: hostilePassword, X_ACCESS: 'gate secret', SSO: 'a$b%41', B_C: 'd4=e' };

/** Secrets are for the server and its gateway alone. */
const lured: Scene = {
  name: 'build by password, whose crumb leads to another place',
  usual: [Way.directly],
  call: places => jenkinsCall(places, { login: byPassword(places.jenkinsBase), headers: gateway }),
  prepare({ jenkins, foreign }) {
    foreign.requests.length = 0;
    jenkins.answerOnce({ path: '/crumbIssuer/api/json' }, (_, res) =>
      res.writeHead(302, { location: `${foreign.origin}/crumbIssuer/api/json` }).end(),
    );
  },
  variables,
  check({ jenkins, foreign }) {
    assert.ok(jenkins.requests.length > 0, 'the crumb is asked for');
    assert.deepEqual(foreign.requests, [], 'nothing goes to another place');
  },
};
export const gatewayScenes: readonly Scene[] = [lured];
