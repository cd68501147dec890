import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { json, page, type Reply } from '../../../../cases/support/server.ts';
import { jenkinsTarget, withJenkinsWorkbench } from '../../../../cases/support/workbench.ts';

const type = 'GitParameterDefinition';
const property = [{ parameterDefinitions: [{ _class: `com.example.${type}`, name: 'BRANCH', type }] }];

describe('a parameter whose values a plugin lists', () => {
  const lists: Readonly<Record<string, readonly [answer: Reply, why: RegExp]>> = {
    'a list of another type': [json([]), /an unexpected response/],
    'a list that fails': [page('Oops', 500), /failed \(status 500\)/],
  };
  for (const [at, [name, [list, why]]] of Object.entries(lists).entries()) {
    it(`can be typed where there is ${name}, and says so`, async () => {
      const posts: string[] = [];
      const answer = ({ method, url, body }: { method: string; url: string; body: string }): Reply => {
        if (url.includes('fillValueItems')) return list;
        if (method === 'GET')
          return json({ name: `deploy-${at}`, nextBuildNumber: 1, inQueue: false, property, builds: [], items: [] });
        posts.push(body);
        return { status: 201, headers: { location: '/queue/item/7/' }, body: '' };
      };
      await withJenkinsWorkbench(answer, async ({ editor }) => {
        const starting = editor.execute('jenkinsJira.startBuild', { ...jenkinsTarget, job: `deploy-${at}` });
        await (await editor.dialogs.nextPick()).choose('BRANCH');
        const box = await editor.dialogs.nextBox();
        const { prompt = '' } = box as { prompt?: string };
        assert.match(prompt, /Could not list the values of BRANCH\./);
        assert.match(prompt, why);
        box.enter('release/9');
        const form = await editor.dialogs.nextPick();
        await form.choose(...form.labels.filter(label => label.startsWith('Start Build')));
        await starting;
        assert.deepEqual(posts, ['BRANCH=release%2F9']);
      });
    });
  }

  it('can be chosen out of the job’s own form, where that alone lists them', async () => {
    const posts: string[] = [];
    const field = `<div name="parameter"><input type="hidden" name="name" value="BRANCH"><select name="value">
      <option value="main">main</option><option value="next">next</option></select></div>`;
    const answer = ({ method, url, body }: { method: string; url: string; body: string }): Reply => {
      if (/fillValueItems|crumbIssuer/.test(url)) return page('Not Found', 404);
      if (url.includes('/build?')) return { ...page('', 405), body: `<html><form>${field}</form></html>` };
      if (method === 'GET')
        return json({ name: 'form', nextBuildNumber: 1, inQueue: false, property, builds: [], items: [] });
      posts.push(body);
      return { status: 201, headers: { location: '/queue/item/7/' }, body: '' };
    };
    await withJenkinsWorkbench(answer, async ({ editor }) => {
      const starting = editor.execute('jenkinsJira.startBuild', { ...jenkinsTarget, job: 'form' });
      await (await editor.dialogs.nextPick()).choose('BRANCH');
      await (await editor.dialogs.nextPick()).choose('next');
      const form = await editor.dialogs.nextPick();
      await form.choose(...form.labels.filter(label => label.startsWith('Start Build')));
      await starting;
      assert.deepEqual(posts, ['BRANCH=next']);
    });
  });
});
