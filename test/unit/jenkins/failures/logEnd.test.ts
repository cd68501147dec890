import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readLogEnd } from '../../../../src/jenkins/index.ts';
import { startWrittenBuild } from '../../../servers/jenkins/index.ts';
import { withLogRig } from '../logs/logRig.ts';

describe('the end of a log', () => {
  for (const generation of ['current', 'capped'] as const) {
    it(`begins with a whole line, from a controller that is ${generation}`, async () => {
      await withLogRig(generation === 'capped' ? { generation } : {}, async ({ jenkins, session }) => {
        const build = startWrittenBuild(jenkins.state, 'long');
        build.log.append('the first line ünï\n');
        build.log.appendLines(20_000);
        build.log.append('the last line ünï\n');
        jenkins.state.runner.finish(build, 'FAILURE');
        const end = await readLogEnd(session, 'long', build.number, 10_000);
        assert.ok(end);
        assert.equal(end.whole, false);
        assert.match(end.text, /the last line ünï\r?\nFinished: FAILURE\r?\n$/);
        assert.ok(end.text.length <= 10_200, `${end.text.length} characters`);
        assert.match(end.text.split('\n')[0] ?? '', /^\d{9} INFO /);
        const whole = await readLogEnd(session, 'long', build.number, 10_000_000);
        assert.equal(whole?.whole, true);
        assert.match(whole?.text ?? '', /the first line ünï/);
      });
    });
  }
});
