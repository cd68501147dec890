import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { json, page, type Reply } from '../../../../cases/support/server.ts';
import { jenkinsTarget, withJenkinsWorkbench } from '../../../../cases/support/workbench.ts';

describe('a start of a job that is changed meanwhile', () => {
  it('asks for the parameters that it has now, where Jenkins refuses a start without them', async () => {
    let isChanged = false;
    const posts: string[] = [];
    const parameters = [{ name: 'VERSION', type: 'StringParameterDefinition', defaultParameterValue: { value: '1' } }];
    const answer = ({ method, url, body }: { method: string; url: string; body: string }): Reply => {
      if (method === 'GET') {
        const property = isChanged ? [{ parameterDefinitions: parameters }] : [];
        return json({ name: 'deploy', nextBuildNumber: 1, inQueue: false, property, builds: [], items: [] });
      }
      posts.push(`${url} ${body}`);
      isChanged = true;
      if (url.endsWith('/build')) return page('Nothing is submitted', 400);
      return { status: 201, headers: { location: '/queue/item/7/' }, body: '' };
    };
    await withJenkinsWorkbench(answer, async ({ editor }) => {
      const starting = editor.execute('jenkinsJira.startBuild', { ...jenkinsTarget, job: 'deploy' });
      const pick = await editor.dialogs.nextPick();
      assert.ok(
        pick.labels.some(label => label.includes('VERSION')),
        pick.labels.join(),
      );
      assert.match(editor.messages.join('\n'), /deploy now has parameters\. Review them before starting the build\./);
      const [start = ''] = pick.labels.filter(label => label.startsWith('Start Build'));
      await pick.choose(start);
      await starting;
      assert.equal(posts.length, 2);
      assert.match(posts[1] ?? '', /buildWithParameters VERSION=1/);
    });
  });
});
