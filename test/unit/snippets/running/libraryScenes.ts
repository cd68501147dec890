import assert from 'node:assert/strict';
import {
  basic,
  byPassword,
  formOf,
  hostilePassword,
  jenkinsCall,
  last,
  parameters,
  type Scene,
  values,
} from './scene.ts';

/** What the client library sends: it puts parameters where it likes. */
const starts: Scene = {
  name: 'build by the client library',
  usual: [],
  call: places =>
    jenkinsCall(places, {
      jenkinsRest: { kind: 'start', folder: '', job: 'everything', parameters },
      body: { kind: 'form', fields: parameters },
    }),
  variables: { JENKINS_TOKEN: '11dededededededededededededededede' },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    const query = new URL(request.path, 'http://localhost').searchParams;
    assert.deepEqual([...query, ...formOf(request)], values(parameters));
    assert.equal(request.headers['authorization'], basic('dev:11dededededededededededededededede'));
    assert.equal(request.status, 201);
  },
};

/** Other requests of the library. */
const others: readonly Scene[] = (
  [
    [{ kind: 'build', folder: '', job: 'hello', number: 1 }, '/job/hello/1/api/json', ''],
    [{ kind: 'build', folder: '', job: 'hello' }, '/job/hello/\\d+/api/json', ''],
    [{ kind: 'log', folder: '', job: 'hello' }, '/job/hello/\\d+/logText/progressiveText', ''],
    [
      { kind: 'create', folder: '', job: `made by the library's`, file: 'config.xml' },
      `/createItem\\?name=made(?:%20|\\+)by(?:%20|\\+)the(?:%20|\\+)library(?:'|%27)s`,
      `<description>Gr&#252;&#223;e "$HOME" 'x' \\n</description>`,
    ],
  ] as const
).map(([jenkinsRest, path, body]) => ({
  name: `${jenkinsRest.kind} by the client library, ${path.slice(0, 16)}`,
  usual: [],
  only: 'jenkins-rest',
  call: places =>
    jenkinsCall(places, {
      ...(jenkinsRest.kind === 'create' ? { login: byPassword(places.jenkinsBase) } : { method: 'GET' }),
      jenkinsRest,
    }),
  variables: { JENKINS_TOKEN: '11dededededededededededededededede', JENKINS_PASSWORD: hostilePassword },
  check({ jenkins }) {
    const request = last(jenkins.requests);
    assert.match(request.path, new RegExp(`^${path}`));
    assert.ok(request.body.includes(body), request.body);
    const user = jenkinsRest.kind === 'create' ? `admin:${hostilePassword}` : 'dev:11dededededededededededededededede';
    assert.equal(request.headers['authorization'], basic(user));
    assert.equal(request.status, 200);
    jenkins.state.root.items.delete(`made by the library's`);
  },
}));

export const libraryScenes: readonly Scene[] = [starts, ...others];
