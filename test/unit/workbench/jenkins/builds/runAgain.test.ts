import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { json, type Reply } from '../../../../cases/support/server.ts';
import { jenkinsTarget, withJenkinsWorkbench } from '../../../../cases/support/workbench.ts';

describe('a build that is run again', () => {
  it('asks nothing for separators and hidden parameters, also where their values are not told', async () => {
    const posts: string[] = [];
    const definitions = [
      { name: 'line', type: 'FancySeparatorDefinition' },
      { name: 'ORIGIN', type: 'WHideParameterDefinition' },
      { name: 'KEY', type: 'CredentialsParameterDefinition' },
    ];
    const values = [{ name: 'line' }, { name: 'ORIGIN' }, { name: 'KEY', value: 'deploy' }];
    const answer = ({ method, url, body }: { method: string; url: string; body: string }): Reply => {
      if (method === 'POST') posts.push(`${url} ${body}`);
      if (method === 'POST') return { status: 201, headers: { location: '/queue/item/7/' }, body: '' };
      const job = { name: 'deploy', nextBuildNumber: 5, inQueue: false, builds: [], items: [] };
      return json({ ...job, property: [{ parameterDefinitions: definitions }], actions: [{ parameters: values }] });
    };
    await withJenkinsWorkbench(answer, async ({ editor }) => {
      // A list that it shows is waited for, and nobody answers it.
      await editor.execute('jenkinsJira.runAgain', { ...jenkinsTarget, job: 'deploy', number: 4 });
      assert.match(posts.join(), /buildWithParameters KEY=deploy$/);
    });
  });
});
