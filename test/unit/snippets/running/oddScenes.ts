import assert from 'node:assert/strict';
import type { SeenRequest } from '../../../servers/jenkins/index.ts';
import {
  byPassword,
  formOf,
  hostilePassword,
  jenkinsCall,
  last,
  parameters,
  type Scene,
  started,
  values,
  Way,
} from './scene.ts';

/** Signs that clients read as a pattern, refuse, or leave as they are. */
const brackets = `/rest/api/2/search?jql=a[1]={b}|c^d"e"&fields=%5B%C3%BC&x=\\y\`z<>`;

const patterns: Scene = {
  name: 'test URL with brackets',
  usual: [Way.directly],
  call: ({ jiraBase, network }) => ({
    ...{ notes: ['Reads.'], method: 'GET', base: jiraBase, path: brackets, query: [], headers: [] },
    ...{ login: { kind: 'bearer', secret: { variable: 'JIRA_TOKEN' } }, network },
  }),
  variables: { JIRA_TOKEN: 'fred-personal-access-token' },
  check({ jira }) {
    const { path } = last(jira.requests as SeenRequest[]);
    assert.equal(decodeURIComponent(path.replace(/^\/jira/, '')), decodeURIComponent(brackets));
    assert.equal(jira.requests.length, 1);
  },
};

/** Jenkins without an issuer of crumbs wants none. */
const noIssuer: Scene = {
  name: 'build by password, without an issuer of crumbs',
  usual: [Way.directly],
  call: places =>
    jenkinsCall(places, { login: byPassword(places.jenkinsBase), body: { kind: 'form', fields: parameters } }),
  prepare({ jenkins }) {
    jenkins.answerOnce({ path: '/crumbIssuer/api/json' }, (_, res) => res.writeHead(404).end('none'));
    jenkins.answerOnce({ path: started }, (_, res) => res.writeHead(201, { location: '/queue/item/7/' }).end());
  },
  variables: { JENKINS_PASSWORD: hostilePassword },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.equal(request.path, started);
    assert.doesNotMatch(String(request.headers['jenkins-crumb'] ?? ''), /[\da-f]{8}|none/);
    assert.deepEqual(formOf(request), values(parameters));
  },
};

/** A GET has no body, whatever a form would say. */
const refused: Scene = {
  name: 'log that is refused, by password',
  usual: [Way.directly],
  call: places =>
    jenkinsCall(places, { method: 'GET', path: '/job/hello/none/consoleText', login: byPassword(places.jenkinsBase) }),
  variables: { JENKINS_PASSWORD: hostilePassword },
  fails: /404/,
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.equal(request.status, 404);
    assert.equal(request.body, '');
    assert.equal(request.headers['content-length'] ?? '0', '0');
    assert.equal(request.headers['content-type'], undefined);
  },
};

export const oddScenes: readonly Scene[] = [patterns, noIssuer, refused];
