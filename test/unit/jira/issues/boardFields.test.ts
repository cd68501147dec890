import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { sprintOf } from '../../../../src/jira/fields/boardFields.ts';
import { boardFieldsOf, JiraFlavor } from '../../../../src/jira/index.ts';
import { jqlOfChildren } from '../../../../src/jira/issues/search.ts';
import { json, withOddJira } from '../../fixtures/oddJira.ts';

const custom = 'com.pyxis.greenhopper.jira:gh-epic-link';
const sprint = 'com.pyxis.greenhopper.jira:gh-sprint';
const fields = [
  { id: 'summary', schema: { type: 'string', system: 'summary' } },
  { id: 'customfield_1', schema: { type: 'any', custom: 'com.pyxis.greenhopper.jira:gh-epic-label' } },
  { id: 'customfield_2', schema: { type: 'any', custom } },
  { id: 'customfield_3', schema: { type: 'array', custom: sprint } },
];
describe('the fields of boards', () => {
  const found = { epic: 'customfield_2', sprint: 'customfield_3' };

  it('are found by their kind, and read once for each session', async () => {
    const requests = await withOddJira(
      JiraFlavor.dataCenter,
      () => json(fields),
      async session => {
        assert.deepEqual(await Promise.all([boardFieldsOf(session), boardFieldsOf(session)]), [found, found]);
        assert.deepEqual(await boardFieldsOf(session), found);
      },
    );
    assert.equal(requests.length, 1);
  });

  it('are asked for again after a failure', async () => {
    let isBroken = true;
    await withOddJira(
      JiraFlavor.dataCenter,
      () => (isBroken ? { status: 404 } : json(fields)),
      async session => {
        await assert.rejects(boardFieldsOf(session));
        isBroken = false;
        assert.deepEqual(await boardFieldsOf(session), found);
      },
    );
  });

  it('hold no epic on Cloud, which has parents, and nothing where there are no boards', async () => {
    await withOddJira(
      JiraFlavor.cloud,
      () => json(fields),
      async session => assert.deepEqual(await boardFieldsOf(session), { ...found, epic: undefined }),
    );
    await withOddJira(
      JiraFlavor.dataCenter,
      () => json(fields.slice(0, 2)),
      async session => assert.deepEqual(await boardFieldsOf(session), { epic: undefined, sprint: undefined }),
    );
  });
});

describe('the sprint of an issue', () => {
  const text = (name: string, state: string) =>
    `com.atlassian.greenhopper.service.sprint.Sprint@1f[id=7,rapidViewId=16,state=${state},name=${name},goal=,sequence=7]`;

  it('is that under way, else the next, else the last one', () => {
    const [closed, active, future] = ['closed', 'active', 'future'].map(state => ({ name: state, state }));
    assert.equal(sprintOf([closed, future, active]), 'active');
    assert.equal(sprintOf([closed, future]), 'future');
    assert.equal(sprintOf([{ name: 'older', state: 'closed' }, closed]), 'closed');
    assert.equal(sprintOf(null), undefined);
    assert.equal(sprintOf([{ id: 7 }]), undefined);
  });

  it('is read out of the texts of older Data Centers', () => {
    assert.equal(sprintOf([text('Sprint 6', 'CLOSED'), text('Sprint 7, [late]', 'ACTIVE')]), 'Sprint 7, [late]');
    assert.equal(sprintOf(['Sprint@1f[state=ACTIVE,name=Last]']), 'Last');
  });
});

describe('the JQL of the issues below another', () => {
  it('asks for parents, and on Data Center for the epic too', () => {
    assert.equal(jqlOfChildren('PAY-400'), 'parent = "PAY-400" ORDER BY created ASC, key ASC');
    assert.equal(
      jqlOfChildren('PAY-400', { epic: 'customfield_10014' }),
      'parent = "PAY-400" OR cf[10014] = "PAY-400" ORDER BY created ASC, key ASC',
    );
  });
});
