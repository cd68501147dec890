// After Jenkins' own ItemGroupMixIn.copy, which refuses, and AbstractItem.writeConfigDotXml, which blanks secrets.
import assert from 'node:assert/strict';
import { describeCases } from '../case.ts';
import { InputBox } from '../editor/dialogs.ts';
import { type Answer, json, page } from '../support/server.ts';
import { jenkinsTarget, withJenkinsWorkbench } from '../support/workbench.ts';

// A reader without Job/Configure sees asterisks in place of secrets.
const redacted =
  '<project><hudson.model.PasswordParameterDefinition><name>p</name><defaultValue>********</defaultValue></hudson.model.PasswordParameterDefinition></project>';
const jenkins: Answer = ({ method, url }) => {
  const headers = { 'x-jenkins': '2.452' };
  if (method === 'POST') return { status: url.includes('mode=copy') ? 403 : 200, headers };
  if (url.startsWith('/job/a/config.xml'))
    return { headers: { ...headers, 'content-type': 'application/xml' }, body: redacted };
  if (!url.startsWith('/api/json')) return page('Not Found', 404, headers);
  return json(
    { jobs: [{ _class: 'hudson.model.FreeStyleProject', name: 'a', fullName: 'a', color: 'blue' }] },
    200,
    headers,
  );
};

describeCases('copy-redacted', one => {
  one('no job is made of a configuration whose secrets are blanked', () =>
    withJenkinsWorkbench(jenkins, async ({ editor, requests }) => {
      void editor.execute('jenkinsJira.createJob', jenkinsTarget);
      await (await editor.dialogs.nextPick()).choose('A copy of another job…');
      await (await editor.dialogs.nextPick()).choose('a');
      const name = await editor.dialogs.next();
      // The refusal may come before the name is asked for, or after it.
      if (name instanceof InputBox) name.enter('b');
      const isAnswered = () => requests.some(({ method }) => method === 'POST') || editor.messages.length > 0;
      for (let round = 0; round < 100 && !isAnswered(); round++) await new Promise(done => setTimeout(done, 10));
      const made = requests.find(({ method, body }) => method === 'POST' && body.includes('********'));
      assert.equal(made?.url, undefined);
      assert.ok(isAnswered(), 'the copy is made by Jenkins, or refused with a message');
    }),
  );
});
