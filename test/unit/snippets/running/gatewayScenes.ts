import assert from 'node:assert/strict';
import { byPassword, hostilePassword, jenkinsCall, last, parameters, type Scene, Way } from './scene.ts';

const gateway = [
  { name: 'X-Access', value: [{ variable: 'X_ACCESS' }] },
  { name: 'Cookie', value: ['SSO=', { variable: 'SSO' }] },
];
const variables = { JENKINS_PASSWORD: hostilePassword, X_ACCESS: 'gate secret', SSO: 'a$b%41' };

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

/** The gateway wants its secrets for the crumb, too, and its cookies stand beside that of the session. */
const gated: Scene = {
  name: 'build by password behind a gateway',
  usual: [Way.directly],
  call: places =>
    jenkinsCall(places, {
      ...{ login: byPassword(places.jenkinsBase), headers: gateway },
      body: { kind: 'form', fields: parameters },
    }),
  variables,
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.equal(jenkins.requests.length, 2);
    for (const { headers } of jenkins.requests) {
      assert.equal(headers['x-access'], variables.X_ACCESS);
      const cookies = String(headers['cookie']).split('; ');
      assert.equal(cookies.filter(each => each === `SSO=${variables.SSO}`).length, 1, cookies.join(' + '));
    }
    assert.match(String(request.headers['cookie']), /JSESSIONID/);
    assert.ok(request.headers['jenkins-crumb']);
    assert.equal(request.status, 201);
  },
};

export const gatewayScenes: readonly Scene[] = [lured, gated];
