import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { BaseUrl } from '../../../../src/http/index.ts';
import { placeOfAddress } from '../../../../src/jenkins/jobs/placeOfAddress.ts';

const base = BaseUrl.parse('https://ci.example.com/jenkins');

describe('the place of an address of Jenkins', () => {
  for (const [path, job, number] of [
    ['job/app/', 'app', undefined],
    ['job/app/51/', 'app', 51],
    ['job/app/51/console?full#end', 'app', 51],
    ['job/team/job/api/job/feature%252Flogin/7/testReport/', 'team/api/feature%2Flogin', 7],
    ['view/All%20jobs/view/mine/job/a%20b/lastBuild/', 'a b', undefined],
    ['job/team/view/x/job/app/3/artifact/out/a.jar', 'team/app', 3],
    ['job/team/job/app/configure', 'team/app', undefined],
    ['blue/organizations/jenkins/app/detail/app/9/tests', 'app', 9],
    ['blue/organizations/jenkins/team%2Fapi/activity', 'team/api', undefined],
  ] as const) {
    it(`is told for ${path}`, () => {
      assert.deepEqual(placeOfAddress(base, `https://ci.example.com/jenkins/${path}`), { job, number });
    });
  }

  for (const [path, job, node] of [
    ['job/app/51/stages/?selected-node=12', 'app', '12'],
    ['job/team/job/app/51/pipeline-overview/?selected-node=7', 'team/app', '7'],
    ['job/app/51/execution/node/16/log/', 'app', '16'],
    ['blue/organizations/jenkins/team%2Fapi/detail/feature%2Flogin/51/pipeline/12', 'team/api/feature%2Flogin', '12'],
  ] as const) {
    it(`is told with its stage for ${path}`, () => {
      assert.deepEqual(placeOfAddress(base, `https://ci.example.com/jenkins/${path}`), { job, number: 51, node });
    });
  }

  it('is that of the build where the stage is none', () => {
    const address = 'https://ci.example.com/jenkins/job/app/51/stages/?selected-node=x';
    assert.deepEqual(placeOfAddress(base, address), { job: 'app', number: 51 });
  });

  for (const address of [
    'https://ci.example.com/jenkins/',
    'https://ci.example.com/jenkins/computer/',
    'https://ci.example.com/job/app/',
    'https://ci.example.com.evil.example/jenkins/job/app/',
    'http://ci.example.com/jenkins/job/app/',
    'https://ci.example.com/jenkins/job/..%2F..%2Fx'.replace('..%2F..%2Fx', '%2E%2E/1'),
    'app',
    '',
  ]) {
    it(`is none for ${address || 'nothing'}`, () => {
      assert.equal(placeOfAddress(base, address), undefined);
    });
  }
});
