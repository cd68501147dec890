import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { JiraFlavor } from '../../../src/jira/index.ts';
import { readEditableFields } from '../../../src/jira/issues/issueActions.ts';
import { fieldNamed, nameFor } from '../../../src/reporting/fieldOfResult.ts';
import { demoJira } from '../fixtures/demoJira.ts';

describe('the name of a field in the settings', () => {
  const demo = demoJira({ flavor: JiraFlavor.dataCenter });

  it('is its own, or its id where another field has the same', async () => {
    const [first, second, ...others] = await readEditableFields(demo.session, 'PAY-436');
    assert.ok(first && second);
    const fields = [first, { ...second, name: first.name.toUpperCase() }, ...others];
    const names = fields.map(field => nameFor(fields, field));
    assert.deepEqual(names, [first.id, second.id, ...others.map(({ name }) => name)]);
    assert.deepEqual(
      names.map(name => fieldNamed(fields, name)),
      fields,
    );
  });
});
