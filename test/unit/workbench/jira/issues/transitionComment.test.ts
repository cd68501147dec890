import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { jiraWorkbench } from '../../../fixtures/jiraWorkbench.ts';

for (const flavor of ['cloud', 'dataCenter'] as const) {
  describe(`a transition of ${flavor} that wants a comment`, () => {
    const at = jiraWorkbench({ flavor });

    it('asks for it and for its audience, and keeps what was written until Jira takes it', async () => {
      const refuse = (comment: string) =>
        at.jira.answerOnce({ method: 'POST', path: /\/transitions$/ }, (_, res) =>
          res
            .writeHead(400, { 'content-type': 'application/json' })
            .end(JSON.stringify({ errorMessages: [], errors: { comment } })),
        );
      refuse('A comment is required.');
      refuse('Name the build.');
      const [line] = await at.view.open(...(await at.query({ jql: 'key = PAY-436' })));
      const before = at.jira.state.commentsOf('PAY-436').length;
      const done = at.editor.execute('jenkinsJira.changeStatus', line, [line]);
      await (await at.editor.dialogs.nextPick()).choose('In Progress');
      const box = await at.editor.dialogs.nextBox();
      assert.match(String(Reflect.get(box, 'prompt')), /A comment is required\./);
      box.enter('**checked**');
      await (await at.editor.dialogs.nextPick()).choose('Developers');
      const again = await at.editor.dialogs.nextBox();
      assert.match(String(Reflect.get(again, 'prompt')), /Name the build\./);
      assert.equal(again.value, '**checked**');
      again.enter('**checked** in #51');
      await done;
      const comments = at.jira.state.commentsOf('PAY-436');
      assert.equal(comments.length, before + 1);
      const [added] = comments.slice(-1);
      assert.deepEqual(added?.visibility, { type: 'role', value: 'Developers' });
      assert.match(JSON.stringify(added?.body), flavor === 'cloud' ? /"strong"/ : /\*checked\* in/);
      assert.equal(at.jira.state.issue('PAY-436')?.statusId, '3');
    });

    it('asks once for several issues', async () => {
      const keys = ['PAY-419', 'PAY-442'];
      at.jira.answerOnce({ method: 'POST', path: /\/transitions$/ }, (_, res) =>
        res
          .writeHead(400, { 'content-type': 'application/json' })
          .end(JSON.stringify({ errors: { comment: 'Say why.' } })),
      );
      const lines = await at.view.open(...(await at.query({ jql: `key in (${keys.join()}) ORDER BY key ASC` })));
      const done = at.editor.execute('jenkinsJira.changeStatus', lines[0], lines);
      await (await at.editor.dialogs.nextPick()).choose('In Progress');
      (await at.editor.dialogs.nextBox()).enter('for both');
      await (await at.editor.dialogs.nextPick()).choose('Developers');
      await done;
      assert.equal(at.editor.dialogs.count, 0);
      for (const key of keys) {
        const [added] = at.jira.state.commentsOf(key).slice(-1);
        assert.deepEqual(added?.visibility, { type: 'role', value: 'Developers' }, key);
        assert.match(JSON.stringify(added?.body), /for both/, key);
      }
    });
  });
}
