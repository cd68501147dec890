import assert from 'node:assert/strict';
import type { SeenRequest } from '../../../servers/jenkins/index.ts';
import { gatewayScenes } from './gatewayScenes.ts';
import { libraryScenes } from './libraryScenes.ts';
import { oddScenes } from './oddScenes.ts';
import {
  basic,
  byPassword,
  configuration,
  formOf,
  hostile,
  hostilePassword,
  jenkinsCall,
  last,
  parameters,
  type Scene,
  started,
  triggerToken,
  values,
  Way,
} from './scene.ts';

const secretWord = { name: 'token', value: [{ variable: 'JENKINS_TRIGGER_TOKEN' }] };

const tokens: Scene = {
  name: 'build by API token',
  usual: [Way.directly, Way.guarded],
  everyWay: true,
  call: places => jenkinsCall(places, { body: { kind: 'form', fields: parameters } }),
  variables: { JENKINS_TOKEN: '11dededededededededededededededede' },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.deepEqual(formOf(request), values(parameters));
    assert.equal(request.path, started);
    assert.equal(request.headers['authorization'], basic('dev:11dededededededededededededededede'));
    assert.equal(request.headers['content-type'], 'application/x-www-form-urlencoded');
    assert.equal(request.status, 201);
    assert.equal(jenkins.requests.length, 1, 'the login is in the first request');
  },
};

const passwords: Scene = {
  name: 'build by password',
  usual: [Way.secured],
  everyWay: true,
  call: places =>
    jenkinsCall(places, { login: byPassword(places.jenkinsBase), body: { kind: 'form', fields: parameters } }),
  variables: { JENKINS_PASSWORD: hostilePassword },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.equal(request.headers['authorization'], basic(`admin:${hostilePassword}`));
    assert.ok(request.headers['jenkins-crumb']);
    assert.deepEqual(formOf(request), values(parameters));
    assert.equal(request.status, 201);
    assert.equal(jenkins.requests.length, 2);
  },
};

const triggers: Scene = {
  name: 'build by trigger token',
  usual: [],
  call: places => jenkinsCall(places, { body: { kind: 'form', fields: [secretWord, ...parameters] } }),
  variables: { JENKINS_TOKEN: '111e1e1e1e1e1e1e1e1e1e1e1e1e1e1e1e', JENKINS_TRIGGER_TOKEN: triggerToken },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.deepEqual(formOf(request), [['token', triggerToken], ...values(parameters)]);
    assert.ok(!request.path.includes('token'), 'a secret is in no URL');
  },
};

const triggersAlone: Scene = {
  name: 'build by trigger token alone',
  usual: [Way.directly],
  call: places =>
    jenkinsCall(places, {
      method: 'GET',
      path: '/job/everything/build?delay=0sec',
      query: [secretWord, { name: 'cause', value: hostile[2] }],
      login: { kind: 'none' },
    }),
  variables: { JENKINS_TRIGGER_TOKEN: triggerToken },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    const url = new URL(request.path, 'http://localhost');
    assert.deepEqual(
      [...url.searchParams],
      [
        ['delay', '0sec'],
        ['token', triggerToken],
        ['cause', hostile[2]],
      ],
    );
    assert.equal(request.headers['authorization'], undefined);
    assert.equal(request.method, 'GET');
  },
};

const logs: Scene = {
  name: 'log',
  usual: [],
  call: places =>
    jenkinsCall(places, {
      method: 'GET',
      path: '/job/hello/lastBuild/consoleText',
      headers: [{ name: 'X-Access', value: ['a ', { variable: 'X_ACCESS' }] }],
    }),
  variables: { JENKINS_TOKEN: '11dededededededededededededededede', X_ACCESS: `g"a't$e\\%` },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.equal(request.status, 200);
    assert.equal(request.headers['x-access'], `a g"a't$e\\%`);
    assert.equal(request.body, '');
  },
};

const redirects: Scene = {
  name: 'log that leads elsewhere',
  usual: [Way.directly],
  call: places => jenkinsCall(places, { method: 'GET', path: '/job/hello/1/consoleText' }),
  prepare: ({ jenkins }) =>
    jenkins.answerOnce({ path: '/job/hello/1/consoleText' }, (_, res) =>
      res.writeHead(302, { location: '/job/hello/2/consoleText' }).end(),
    ),
  variables: { JENKINS_TOKEN: '11dededededededededededededededede' },
  check({ jenkins }) {
    assert.deepEqual(
      jenkins.requests.map(({ path }) => path),
      ['/job/hello/1/consoleText'],
    );
  },
};

const creations: Scene = {
  name: 'createItem from a file, by password',
  usual: [Way.directly],
  call: places =>
    jenkinsCall(places, {
      path: '/createItem?name=made%20new',
      login: byPassword(places.jenkinsBase),
      body: { kind: 'file', contentType: 'application/xml; charset=utf-8', path: 'config.xml' },
    }),
  variables: { JENKINS_PASSWORD: hostilePassword },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.equal(request.body, configuration);
    assert.equal(request.headers['content-type'], 'application/xml; charset=utf-8');
    assert.equal(request.status, 200);
    jenkins.state.root.items.delete('made new');
  },
};

const comment = JSON.stringify({ body: hostile.join('\n') });

const comments: Scene = {
  name: 'comment by a personal access token',
  usual: [Way.secured],
  call: ({ jiraBase, network }) => ({
    ...{
      notes: ['Adds a comment.'],
      method: 'POST',
      base: jiraBase,
      path: '/rest/api/2/issue/PAY-1/comment',
      query: [],
    },
    headers: [
      { name: 'Accept', value: 'application/json' },
      { name: 'X-Atlassian-Token', value: 'no-check' },
    ],
    body: { kind: 'text', contentType: 'application/json', text: comment },
    login: { kind: 'bearer', secret: { variable: 'JIRA_TOKEN' } },
    network,
  }),
  variables: { JIRA_TOKEN: 'fred-personal-access-token' },
  check({ jira }) {
    const request = last(jira.requests as SeenRequest[]);
    assert.deepEqual(JSON.parse(request.body), JSON.parse(comment));
    assert.equal(request.headers['authorization'], 'Bearer fred-personal-access-token');
    assert.equal(request.headers['content-type'], 'application/json');
    assert.equal(request.headers['x-atlassian-token'], 'no-check');
    assert.ok(request.status === 201 || request.status === 404, String(request.status));
  },
};

const changes: Scene = {
  name: 'field changed, by user and password',
  usual: [],
  call: ({ jiraBase, network }) => ({
    ...{ notes: ['Changes a field.'], method: 'PUT', base: jiraBase, path: '/rest/api/2/issue/PAY-1', query: [] },
    headers: [{ name: 'Accept', value: 'application/json' }],
    body: { kind: 'text', contentType: 'application/json', text: '{"fields":{"summary":"a{{b}}"}}' },
    login: { kind: 'basic', user: 'fred', secret: { variable: 'JIRA_PASSWORD' } },
    network,
  }),
  variables: { JIRA_PASSWORD: 'fred-password' },
  check({ jira }) {
    const request = last(jira.requests as SeenRequest[]);
    assert.equal(request.method, 'PUT');
    assert.deepEqual(JSON.parse(request.body), { fields: { summary: 'a{{b}}' } });
    assert.equal(request.headers['authorization'], basic('fred:fred-password'));
  },
};

export const scenes: readonly Scene[] = [
  ...[tokens, passwords, triggers, triggersAlone, logs, redirects, creations, comments, changes],
  ...[...libraryScenes, ...oddScenes, ...gatewayScenes],
];
