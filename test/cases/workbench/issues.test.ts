// Reported for go-jira/jira #444, lesstif/php-jira-rest-client #450, ankitpokhrel/jira-cli #850.
import assert from 'node:assert/strict';
import { describeCases } from '../case.ts';
import { type Answer, json } from '../support/server.ts';
import { issueTarget, type WorkbenchCase, withJiraWorkbench, withWorkbench } from '../support/workbench.ts';

const noContent = { status: 204 };
const until = async (isSo: () => boolean) => {
  for (const end = Date.now() + 2000; !isSo() && Date.now() < end; ) await new Promise(done => setTimeout(done, 5));
};

describeCases('archived-values-kept', one => {
  const versions = [
    { id: '2', name: '2.0' },
    { id: '3', name: '3.0' },
  ];
  const archived = { id: '1', name: '1.0', archived: true };
  const fixVersions = {
    ...{ name: 'Fix Version/s', required: false, operations: ['set', 'add', 'remove'], allowedValues: versions },
    schema: { type: 'array', items: 'version', system: 'fixVersions' },
  };
  const answer: Answer = ({ method, url }) => {
    if (method === 'PUT') return noContent;
    if (url.includes('/editmeta')) return json({ fields: { fixVersions } });
    return json({ id: '1', key: 'PAY-1', fields: { fixVersions: [archived, versions[0]] } });
  };
  const editing = (use: (it: WorkbenchCase) => Promise<void>) =>
    withJiraWorkbench({ flavor: 'dataCenter' }, answer, async it => {
      void it.editor.execute('jenkinsJira.editField', issueTarget, 'fixVersions');
      await use(it);
    });

  one('the choices of a field have the archived version of the issue', () =>
    editing(async ({ editor }) => {
      const { labels } = await editor.dialogs.nextPick();
      assert.ok(labels.includes('1.0'), labels.join());
    }),
  );
  one('another version that is ticked leaves the archived one', () =>
    editing(async ({ editor, requests }) => {
      await (await editor.dialogs.nextPick()).choose('1.0', '2.0', '3.0');
      await until(() => requests.some(({ method }) => method === 'PUT'));
      const { body = '' } = requests.find(({ method }) => method === 'PUT') ?? {};
      // Named in a whole list, or in no change at all.
      const removes = /"remove":\{"(?:id":"1"|name":"1\.0")/.test(body);
      assert.ok(/"1(\.0)?"/.test(body) || (body.includes('"add"') && !removes), body);
    }),
  );
});

describeCases('transition-needs-comment', one => {
  const verify = {
    id: '5',
    name: 'Verify',
    to: { name: 'Verified', statusCategory: { key: 'done' } },
    hasScreen: true,
  };
  const refusal = json({ errorMessages: [], errors: { comment: 'Comment is required.' } }, 400);
  const answer: Answer = ({ method, body }) => {
    if (method === 'GET') return json({ transitions: [{ ...verify, fields: {} }] });
    return body.includes('"comment"') ? noContent : refusal;
  };

  one('a comment that a step wants is asked for', () =>
    withJiraWorkbench({ flavor: 'dataCenter' }, answer, async ({ editor, requests }) => {
      let isOver = false;
      void editor.execute('jenkinsJira.changeStatus', issueTarget).then(() => {
        isOver = true;
      });
      await (await editor.dialogs.nextPick()).choose('Verified');
      await until(() => isOver || editor.messages.length > 0 || editor.dialogs.count > 0);
      assert.ok(
        requests.some(({ method }) => method === 'POST'),
        'the step is tried',
      );
      assert.deepEqual(editor.messages, [], 'the change of the status failed');
    }),
  );
});

describeCases('scoped-token-gateway', one => {
  const path = '/ex/jira/11223344-a1b2-3b33-c444-def123456789';
  const serverInfo = { deploymentType: 'Cloud', version: '1001.0.0-SNAPSHOT', baseUrl: 'https://corp.atlassian.net' };
  const gateway: Answer = ({ url, headers }) => {
    if (!headers.authorization) return json({ code: 401, message: 'Unauthorized' }, 401, { server: 'AtlassianEdge' });
    return url.endsWith('/serverInfo') ? json(serverInfo) : json({}, 404);
  };

  one('the question for the address goes on past the gateway', () =>
    withWorkbench(gateway, async ({ editor, url }) => {
      void editor.execute('jenkinsJira.addConnection', 'jira');
      const box = await editor.dialogs.nextBox();
      box.enter(url + path);
      await until(() => !box.isOpen || box.validationMessage !== undefined);
      assert.equal(box.validationMessage, undefined);
      assert.ok(!box.isOpen, 'the next question is shown');
    }),
  );

  one('the link to an issue does not lead to the gateway', () =>
    withJiraWorkbench({ flavor: 'cloud', path }, gateway, async ({ editor }) => {
      const copied = editor.execute('jenkinsJira.copyIssueAs', issueTarget);
      await (await editor.dialogs.nextPick()).choose('Link');
      await copied;
      assert.match(editor.clipboard, /\/browse\/PAY-1$/);
      assert.doesNotMatch(editor.clipboard, /\/ex\/jira\//);
    }),
  );
});
