import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { isOwnBuild } from '../../../../src/jenkins/builds/ownBuild.ts';
import { addPastBuild } from '../../../servers/jenkins/builds/pastBuild.ts';
import { demoUsers } from '../../../servers/jenkins/index.ts';
import { demoJenkins } from '../../fixtures/demoJenkins.ts';

describe('a build that the person started', () => {
  const demo = demoJenkins();
  const { admin, dev } = demoUsers;
  const add = (...causes: Parameters<typeof addPastBuild>[2]['causes'] & object) => {
    const job = demo.jenkins.state.job('hello');
    addPastBuild(demo.jenkins.state, job, { ago: 5, duration: 1, causes });
    return job.builds[0]?.number ?? 0;
  };
  const by = ({ id, fullName }: typeof dev) => ({ kind: 'user', userId: id, userName: fullName }) as const;
  const isOwn = (number: number) => isOwnBuild(demo.session, 'hello', number);

  it('is told by its causes', async () => {
    assert.equal(await isOwn(add(by(dev))), true);
    assert.equal(await isOwn(add(by(admin))), false);
    assert.equal(await isOwn(add({ kind: 'indexing' })), false);
  });

  it('is none where another person started it, too', async () => {
    assert.equal(await isOwn(add(by(dev), by(admin))), false);
  });
});
