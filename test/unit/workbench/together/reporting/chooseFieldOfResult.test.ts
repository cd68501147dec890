import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { asObject } from '../../../../../src/base/json.ts';
import { JiraFlavor } from '../../../../../src/jira/index.ts';
import type { chooseFieldOfResult } from '../../../../../src/workbench/together/reporting/chooseFieldOfResult.ts';
import type { Editor } from '../../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { demoJira } from '../../../fixtures/demoJira.ts';

const setting = 'jenkinsJira.jira.fieldOfResult';
const connection = { id: 'jira', product: 'jira', name: 'Jira', flavor: JiraFlavor.dataCenter, url: 'https://jira/' };

describe('choosing the field of results', () => {
  const demo = demoJira({ flavor: JiraFlavor.dataCenter });
  let editor: Editor;
  let choose: typeof chooseFieldOfResult;

  before(async () => {
    editor = await extensionEditor();
    const module = await import('../../../../../src/workbench/together/reporting/chooseFieldOfResult.ts');
    choose = module.chooseFieldOfResult;
  });
  after(() => editor.set(setting, {}));

  it('saves a field whose name another one has by its id', async () => {
    const { fields } = await demo.session.getObject('/rest/api/2/issue/PAY-436/editmeta');
    const { priority } = asObject(fields);
    const body = JSON.stringify({
      fields: { priority, customfield_1: { ...asObject(priority), key: 'customfield_1' } },
    });
    demo.jira.answerOnce({ method: 'GET', path: /editmeta/ }, (_, res) =>
      res.writeHead(200, { 'content-type': 'application/json' }).end(body),
    );
    const choosing = choose({ jira: () => demo.session } as never, [connection as never]);
    const issues = await editor.dialogs.nextPick();
    await issues.choose(issues.labels[0] ?? '');
    await (await editor.dialogs.nextPick()).choose('Priority');
    for (let results = 0; results < 5; results++) await (await editor.dialogs.nextPick()).choose('Lowest');
    await choosing;
    assert.equal(asObject(editor.settings.get(setting))['field'], 'priority');
  });
});
