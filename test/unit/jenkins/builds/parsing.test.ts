import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { parseBuild } from '../../../../src/jenkins/builds/builds.ts';
import { jobOfUrl } from '../../../../src/jenkins/builds/queue.ts';
import { isFresh } from '../../../../src/jenkins/builds/startBuild.ts';

describe('the job in a URL', () => {
  it('is named whatever the host and the context path, also by a build', () => {
    for (const [url, job] of [
      ['https://ci.test/job/a/', 'a'],
      ['https://ci.test/ci/job/team/job/b%20c/7/', 'team/b c'],
      ['http://other:1/job/job/job/x', 'job/x'],
      ['http://other/job/a/12', 'a'],
      ['http://other/job/feature%252Fx/', 'feature%2Fx'],
    ] as const) {
      assert.equal(jobOfUrl(url), job, url);
    }
  });

  it('is none in other pages, and in what is no URL', () => {
    for (const url of ['', '/job/a/', 'https://ci.test/job/a/console', 'https://ci.test/job/a/7/console', 'x://y/']) {
      assert.equal(jobOfUrl(url), undefined, url);
    }
  });
});

describe('what was read before a start', () => {
  it('is fresh for three seconds', () => {
    const { now } = Date;
    Date.now = () => 10_000;
    try {
      assert.equal(isFresh({ readAt: 7001 }), true);
      assert.equal(isFresh({ readAt: 7000 }), false);
    } finally {
      Date.now = now;
    }
  });
});

describe('the estimate of a build', () => {
  it('is there where Jenkins has one', () => {
    const estimate = (estimatedDuration: unknown) => parseBuild({ number: 1, estimatedDuration })?.estimatedMs;
    assert.deepEqual([1, 0, -1, '5', undefined].map(estimate), [1, undefined, undefined, undefined, undefined]);
  });
});
