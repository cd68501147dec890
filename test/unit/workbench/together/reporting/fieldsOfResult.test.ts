import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'mocha';
import { BuildResult } from '../../../../../src/jenkins/index.ts';
import { JiraFlavor } from '../../../../../src/jira/index.ts';
import type { FieldsOfResult } from '../../../../../src/workbench/together/reporting/fieldsOfResult.ts';
import type { Editor } from '../../../../cases/editor/editor.ts';
import { extensionEditor } from '../../../../cases/editor/extension.ts';
import { demoJira } from '../../../fixtures/demoJira.ts';

const key = 'PAY-436';
const none = { fields: [], wanted: [] };
const setting = 'jenkinsJira.jira.fieldOfResult';

for (const flavor of Object.values(JiraFlavor)) {
  describe(`the field that tells a result, ${flavor}`, () => {
    const demo = demoJira({ flavor, relayed: true });
    let editor: Editor;
    let find: (result: BuildResult | undefined, keys?: readonly string[]) => Promise<FieldsOfResult>;
    const failures: unknown[] = [];

    before(async () => {
      editor = await extensionEditor();
      const module = await import('../../../../../src/workbench/together/reporting/fieldsOfResult.ts');
      const deps = {
        store: { findJira: () => ({ id: 'jira', product: 'jira', name: 'Jira', flavor }) },
        sessions: { jira: () => demo.session },
        background: { report: (error: unknown) => failures.push(error) },
      };
      find = (result, keys = [key]) =>
        module.fieldsOfResult(
          deps as never,
          keys.map(each => ({ site: 'jira', key: each })),
          result,
        );
    });
    // Other suites of the same process have left theirs.
    beforeEach(() => {
      editor.set(setting, {});
      editor.messages.length = 0;
      failures.length = 0;
    });
    after(() => editor.set(setting, {}));

    const valueFor = async (field: string, value: string) => {
      editor.set(setting, { field, SUCCESS: value });
      const [found] = (await find(BuildResult.success)).fields;
      return found && [found.name, found.asked.value, found.asked.words];
    };

    it('gets the value of the result, whatever the case of its name', async () => {
      assert.deepEqual(await valueFor('severity', 'HIGH'), ['Severity', { id: '20001' }, 'High']);
      assert.deepEqual(await valueFor('priority', 'Lowest'), ['Priority', { id: '5' }, 'Lowest']);
      assert.deepEqual(await valueFor('Area', 'api'), ['Area', { id: '21010' }, 'API']);
      assert.deepEqual(await valueFor('Customer', 'Ours'), ['Customer', 'Ours', 'Ours']);
      assert.deepEqual(await valueFor('Story Points', '3'), ['Story Points', 3, '3']);
      assert.deepEqual(editor.messages, []);
    });

    it('stays where the setting has no value for the result, or is none', async () => {
      editor.set(setting, { field: 'Severity', FAILURE: 'High' });
      for (const result of [BuildResult.success, BuildResult.aborted, undefined])
        assert.deepEqual(await find(result), none);
      for (const odd of [
        null,
        7,
        [],
        { FAILURE: 'High' },
        { field: 7, FAILURE: 'High' },
        { field: 'x', FAILURE: {} },
      ]) {
        editor.set(setting, odd);
        assert.deepEqual(await find(BuildResult.failure), none);
      }
      assert.deepEqual([editor.messages, failures], [[], []]);
    });

    it('tells a value that is not allowed, with those that are', async () => {
      assert.equal(await valueFor('Severity', 'Grave'), undefined);
      assert.deepEqual(editor.messages.splice(0), ['Severity of PAY-436 cannot be Grave. Allowed values: Low, High.']);
      assert.equal(await valueFor('Build State', 'Broken'), undefined);
      assert.deepEqual(editor.messages.splice(0), ['PAY-436 has no field Build State that you can change.']);
      assert.equal(await valueFor('Story Points', 'many'), undefined);
      assert.match(editor.messages.join(), /Story Points of PAY-436 cannot be set to many/);
    });

    it('keeps its other values where it has several, but for those of other results', async () => {
      const { fieldNamed, changeFields } = await import('../../../../../src/reporting/index.ts');
      const { editIssue, readEditableFields, readFieldValues } = await import('../../../../../src/jira/index.ts');
      const { changeOf } = await import('../../../../../src/workbench/together/reporting/fieldRefusals.ts');
      const browsers = fieldNamed(await readEditableFields(demo.session, key), 'Browsers');
      assert.ok(browsers);
      const { id, allowed } = browsers;
      const ids = allowed.filter(({ name }) => name !== 'Chrome').map(each => ({ id: each.id }));
      await editIssue(demo.session, key, { [id]: ids });
      editor.set(setting, { field: 'Browsers', SUCCESS: 'chrome', FAILURE: 'Firefox' });
      const [found] = (await find(BuildResult.success)).fields;
      assert.ok(found);
      await changeFields(demo.session, key, changeOf(found));
      const now = (await readFieldValues(demo.session, key, [id]))[id] as { readonly value: string }[];
      assert.deepEqual(now.map(({ value }) => value).sort(), ['Chrome', 'Safari']);
      assert.deepEqual([editor.messages, failures], [[], []]);
    });

    it('is told where it cannot be read, and found on the other issues', async () => {
      editor.set(setting, { field: 'Severity', FAILURE: 'High' });
      const found = await find(BuildResult.failure, ['PAY-99999', key]);
      assert.deepEqual([found.fields.map(field => field.key), found.wanted], [[key], []]);
      assert.match(String(failures), /Could not load the fields of PAY-99999/);
    });

    it('is kept for later, where its site is away', async () => {
      editor.set(setting, { field: 'Severity', FAILURE: 'High', SUCCESS: 'Low' });
      const back = await demo.relay.refuse();
      const wanted = { site: 'jira', key, name: 'Severity', value: 'High', others: ['Low'] };
      assert.deepEqual(await find(BuildResult.failure), { fields: [], wanted: [wanted] });
      assert.deepEqual([editor.messages, failures], [[], []]);
      await back();
    });
  });
}
