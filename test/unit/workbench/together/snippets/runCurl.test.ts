import assert from 'node:assert/strict';
import { before, describe, it } from 'mocha';
import { findCurl } from '../../../../../src/snippets/curl/findCurl.ts';
import type { Connection } from '../../../../../src/workbench/connections/settings/connection.ts';
import { jenkinsWorkbench } from '../../../fixtures/jenkinsWorkbench.ts';

describe('a curl command before it is sent', () => {
  const at = jenkinsWorkbench();
  let values: typeof import('../../../../../src/workbench/together/snippets/curlValues.ts');
  let confirming: typeof import('../../../../../src/workbench/together/snippets/confirmGiven.ts');

  before(async () => {
    values = await import('../../../../../src/workbench/together/snippets/curlValues.ts');
    confirming = await import('../../../../../src/workbench/together/snippets/confirmGiven.ts');
  });

  it('has the values of its variables asked for as secrets, and shows their names', async () => {
    const line = 'curl -H "Jenkins-Crumb: $C" -b "$B" -u "$U:$P" "http://$HOST/job/x/build?token=$T" -d "a=$A"';
    const asking = values.askValues(findCurl(line, 0, false)?.words ?? []);
    for (const value of ['ci.example', 's3cret/t', 's3cret a']) {
      const box = await at.editor.dialogs.nextBox();
      assert.equal((box as unknown as { password: boolean }).password, true);
      box.enter(value);
    }
    const { request, shown } = (await asking) ?? {};
    assert.deepEqual([request?.url, request?.body], ['http://ci.example/job/x/build?token=s3cret/t', 'a=s3cret a']);
    assert.deepEqual([shown?.url, shown?.body], ['http://ci.example/job/x/build?token=$T', 'a=$A']);
    assert.ok(!JSON.stringify(shown).includes('s3cret'));
  });

  it('asks for the name of a protected job that it changes or starts', async () => {
    const connection = { id: 'jenkins', product: 'jenkins', name: 'CI', url: 'http://ci' } as Connection;
    at.editor.set('jenkinsJira.protectedJobs', ['deploy*', 'team/prod']);
    try {
      const unasked = [
        ['GET', '/job/deploy/api/json'],
        ['POST', '/job/other/build'],
        ['POST', '/createItem?name=x'],
      ] as const;
      for (const [method, path] of unasked) assert.ok(await confirming.confirmGiven({ method, path }, connection));
      const asked = [
        ['POST', '/job/deploy/disable', 'deploy'],
        ['GET', '/job/deploy/build?token=t', 'deploy'],
        ['POST', '/view/all/job/team/view/x/job/prod/7/stop', 'prod'],
        ['GET', '/buildByToken/build?job=team/prod&token=t', 'prod'],
      ] as const;
      for (const [method, path, name] of asked) {
        const confirmed = confirming.confirmGiven({ method, path }, connection);
        (await at.editor.dialogs.nextBox()).enter(name);
        assert.equal(await confirmed, true, path);
      }
      const refused = confirming.confirmGiven({ method: 'POST', path: '/job/deploy/doDelete' }, connection);
      (await at.editor.dialogs.nextBox()).hide();
      assert.equal(await refused, false);
    } finally {
      at.editor.set('jenkinsJira.protectedJobs', undefined);
    }
  });
});
