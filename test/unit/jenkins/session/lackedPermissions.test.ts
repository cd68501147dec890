import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ForbiddenError } from '../../../../src/http/index.ts';
import { createJob, readConfiguration, startBuild } from '../../../../src/jenkins/index.ts';
import { LackedPermissions } from '../../../../src/jenkins/session/lackedPermissions.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

describe('permissions that Jenkins has refused', () => {
  for (const contextPath of ['', '/ci']) {
    const demo = demoJenkins({ contextPath });

    it(`are known where they were refused, and not elsewhere, at ${contextPath || '/'}`, async () => {
      let changes = 0;
      const lacked = new LackedPermissions(() => changes++);
      const session = demo.sessionOf(demoUsers.viewer, { lacked });
      assert.equal(session.lacked, lacked);
      for (let times = 0; times < 2; times++)
        await assert.rejects(startBuild(session, 'hello', undefined), ForbiddenError);
      await assert.rejects(readConfiguration(session, 'payments/api'), ForbiddenError);
      await assert.rejects(createJob(session, '', 'new', '<project/>'), ForbiddenError);
      assert.equal(changes, 3);
      assert.ok(lacked.has('hello', 'hudson.model.Item.Build'));
      assert.ok(lacked.has('hello//os=linux', 'hudson.model.Item.Build'), 'a part has no permissions of its own');
      assert.ok(lacked.has('payments/api', 'hudson.model.Item.Configure'));
      assert.ok(lacked.has('', 'hudson.model.Item.Create'));
      assert.ok(!lacked.has('hello', 'hudson.model.Item.Configure'));
      assert.ok(!lacked.has('slow', 'hudson.model.Item.Build'));
      assert.ok(!lacked.has('payments', 'hudson.model.Item.Configure'));
      lacked.add('slow', 'hudson.model.Item.Cancel');
      assert.ok(lacked.has('slow', 'hudson.model.Item.Cancel') && !lacked.has('', 'hudson.model.Item.Cancel'));
      lacked.clear();
      assert.ok(!lacked.has('hello', 'hudson.model.Item.Build'));
    });
  }
});
