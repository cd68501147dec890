import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { json, page, type Reply } from '../../../../cases/support/server.ts';
import { jenkinsTarget, withJenkinsWorkbench } from '../../../../cases/support/workbench.ts';

describe('a queue item that has started meanwhile', () => {
  it('can be stopped as the build that it has become', async () => {
    const posts: string[] = [];
    const answer = ({ method, url }: { method: string; url: string }): Reply => {
      if (method === 'POST') {
        posts.push(url);
        if (url.includes('cancelItem')) return page('Oops', 500);
        return { status: 302, headers: { location: '/job/team/job/deploy/5/' }, body: '' };
      }
      if (!url.startsWith('/queue/item/7/'))
        return json({ number: 5, building: posts.length < 2, jobs: [], items: [] });
      return json({ id: 7, executable: { number: 5, url: 'https://ci.example.com/x/job/team/job/deploy/5/' } });
    };
    await withJenkinsWorkbench(answer, async ({ editor }) => {
      editor.press('Stop Build');
      await editor.execute('jenkinsJira.cancelQueueItem', { ...jenkinsTarget, queueId: 7 });
      assert.match(editor.messages.join('\n'), /It is too late to cancel: team\/deploy #5 has started\./);
      assert.deepEqual(posts, ['/queue/cancelItem?id=7', '/job/team/job/deploy/5/stop']);
    });
  });
});
