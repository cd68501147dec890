import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { json, type Reply } from '../../../../cases/support/server.ts';
import { jenkinsTarget, withJenkinsWorkbench } from '../../../../cases/support/workbench.ts';

describe('a reference that the form of a job hides', () => {
  it('is no question, and its value is sent', async () => {
    const posts: string[] = [];
    const type = 'DynamicReferenceParameter';
    const definitions = [
      { _class: `org.biouno.unochoice.${type}`, name: 'KEY', type },
      { name: 'VERSION', type: 'StringParameterDefinition', defaultParameterValue: { value: '1' } },
    ];
    const form =
      '<div name="parameter" class="hidden_uno_choice_parameter"><input type="hidden" name="name" value="KEY">' +
      '<div id="formattedHtml_1"><input name="value" value="made"></div></div>';
    const answer = ({ method, url, body }: { method: string; url: string; body: string }): Reply => {
      if (method === 'POST') posts.push(`${url} ${body}`);
      if (method === 'POST') return { status: 201, headers: { location: '/queue/item/7/' }, body: '' };
      if (url.startsWith('/crumbIssuer'))
        return json({ crumb: 'c', crumbRequestField: 'Jenkins-Crumb' }, 200, {
          'set-cookie': 'JSESSIONID.1=s; Path=/',
        });
      if (url.includes('/build?')) return { status: 405, headers: { 'content-type': 'text/html' }, body: form };
      const job = { name: 'deploy', nextBuildNumber: 1, inQueue: false, builds: [], items: [] };
      return json({ ...job, property: [{ parameterDefinitions: definitions }] });
    };
    await withJenkinsWorkbench(answer, async ({ editor }) => {
      const starting = editor.execute('jenkinsJira.startBuild', { ...jenkinsTarget, job: 'deploy' });
      const pick = await editor.dialogs.nextPick();
      assert.deepEqual(
        pick.labels.filter(label => /KEY|VERSION/.test(label)),
        ['VERSION'],
      );
      await pick.choose(pick.labels.find(label => label.startsWith('Start Build')) ?? '');
      await starting;
      assert.match(posts.join(), /buildWithParameters KEY=made&VERSION=1$/);
    });
  });
});
