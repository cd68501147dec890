import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { demoUsers } from './demoUsers.ts';
import { JiraState } from './jiraState.ts';
import { JqlError } from './jql/jqlSyntax.ts';
import { searchIssues } from './jql/searchIssues.ts';
import { seedState } from './seed/seedState.ts';

const now = Date.UTC(2026, 2, 18, 12);

function seeded(flavor: 'cloud' | 'dataCenter'): JiraState {
  const state = new JiraState(flavor);
  seedState(state, now);
  return state;
}

const cloud = seeded('cloud');
const dataCenter = seeded('dataCenter');

function keys(jql: string, state = cloud): string[] {
  return searchIssues(jql, { state, user: demoUsers.fred, now }).map(issue => issue.key);
}

function refused(jql: string): string[] {
  try {
    keys(jql);
  } catch (error) {
    if (error instanceof JqlError) {
      return error.messages;
    }
    throw error;
  }
  return [];
}

describe("the demo Jira's JQL", () => {
  const same: [string, string][] = [
    ['assignee = currentUser() AND resolution = Unresolved', 'assignee = fred AND statusCategory != Done'],
    ['assignee in (fred, dana)', 'assignee is not EMPTY'],
    ['assignee is EMPTY', 'NOT assignee in (membersOf("jira-software-users"))'],
    ['assignee != fred', 'assignee = "Dana Okafor"'],
    ['project = payments AND type = Bug', 'issuetype = bug and project in ("PAY")'],
    ['status not in ("To Do", Done)', 'status = "In Progress" OR status = 10001'],
    ['resolution is EMPTY', 'resolution = Unresolved'],
    ['priority > Medium', 'priority in (High, Highest)'],
    ['key >= PAY-440', 'id in (PAY-440, PAY-441, PAY-442)'],
    ['labels = ci AND project = PAY', 'key = pay-441'],
    ['labels is EMPTY AND key = PAY-442', 'key = PAY-442'],
    ['parent = PAY-431', 'key in (PAY-432, PAY-433, PAY-434)'],
    ['text ~ "gateway timeout"', 'key = PAY-406'],
    ['text ~ "\\"expired cards\\""', 'key = PAY-431'],
    ['summary ~ "expir*" and summary ~ cards', 'key = PAY-431'],
    ['comment ~ "Idempotency"', 'key = PAY-406'],
    ['updated >= -1d AND project = OPS AND assignee = fred', 'key in (OPS-118, OPS-127)'],
    ['created >= startOfDay(-1) AND created < now()', 'key = PAY-442'],
    ['due < "2026-03-20" AND due is not EMPTY', 'key in (PAY-428, PAY-441)'],
    ['updated > endOfYear()', 'key = PAY-400 AND key = PAY-401'],
    ['(key = PAY-431 OR key = PAY-436) AND NOT status = "To Do"', 'key = PAY-431'],
    ['reporter = "reader@example.com"', "reporter = 'reader'"],
  ];

  for (const [left, right] of same) {
    it(`${left}  ⇔  ${right}`, () => {
      assert.deepEqual(keys(left), keys(right));
      assert.ok(keys(left).length > 0 || left.includes('endOfYear'), 'the comparison of nothing with nothing');
    });
  }

  it('orders by several fields', () => {
    const found = keys('assignee = fred AND statusCategory != Done ORDER BY priority DESC, key ASC');
    assert.deepEqual(found.slice(0, 4), ['PAY-428', 'PAY-441', 'OPS-118', 'OPS-127']);
    assert.deepEqual(keys('project = PAY order by key asc').slice(0, 2), ['PAY-400', 'PAY-401']);
    assert.equal(keys('project = PAY order by created')[0], 'PAY-442');
  });

  it('knows epics by Epic Link on Data Center, where parent is for sub-tasks', () => {
    assert.deepEqual(keys('"Epic Link" = PAY-400', dataCenter), keys('parent = PAY-400', cloud));
    assert.deepEqual(keys('parent = PAY-400', dataCenter), []);
  });

  it('finds nobody by a comment that he may not read', () => {
    assert.deepEqual(keys('comment ~ "March incident"'), []);
    const user = demoUsers.dana;
    assert.equal(searchIssues('comment ~ "March incident"', { state: cloud, user, now })[0]?.key, 'PAY-431');
  });

  const refusals: [string, string][] = [
    ['foo = 1', "Field 'foo' does not exist or you do not have permission to view it."],
    ['project = PAY ORDER BY foo', "Field 'foo' does not exist or you do not have permission to view it."],
    ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
    ['status = Open', "The value 'Open' does not exist for the field 'status'."],
    ['assignee = nobody(PAY)', "Unable to find JQL function 'nobody(PAY)'."],
    ['assignee in membersOf(x)', "Function 'membersOf' can not generate a list of usernames for group 'x'"],
    ['key = PAY-9999', "An issue with key 'PAY-9999' does not exist for field 'key'."],
    ['project ~ PAY', "The operator '~' is not supported by the 'project' field."],
    ['summary = card', "The operator '=' is not supported by the 'summary' field."],
    ['updated > yesterday', "Date value 'yesterday' for field 'updated' is invalid."],
    ['project = PAY status = Done', "Error in the JQL Query: Expecting either 'OR' or 'AND' but got 'status'."],
    ['project PAY', "Error in the JQL Query: Expecting operator but got 'PAY'."],
    ['(project = PAY', "Error in the JQL Query: Expecting ')' before the end of the query."],
    [
      'summary ~ "open',
      "Error in the JQL Query: The quoted string 'open' has not been completed. (line 1, character 11)",
    ],
    ['project =', 'Error in the JQL Query: Expecting either a value, list or function before the end of the query.'],
    ['project = PAY AND', 'Error in the JQL Query: Expecting a field name before the end of the query.'],
    ['select = 1', "Error in the JQL Query: 'select' is a reserved JQL word."],
  ];

  for (const [jql, message] of refusals) {
    it(`refuses ${jql}`, () => {
      const [first = ''] = refused(jql);
      assert.equal(first.slice(0, message.length), message);
    });
  }

  it('reports everything that is wrong at once', () => {
    assert.equal(refused('foo = 1 AND status = Open').length, 2);
  });
});
