import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { jqlContextAt, placeOfJqlProblem } from '../../../../src/jira/index.ts';

describe('what a query expects next', () => {
  const cases: readonly (readonly [jql: string, expects: string, field?: string | undefined, typed?: string])[] = [
    ['', 'field'],
    ['sta', 'field', undefined, 'sta'],
    ['status ', 'operator', 'status'],
    ['status n', 'operator', 'status', 'n'],
    ['status not ', 'operator', 'status'],
    ['status = ', 'value', 'status'],
    ['status=', 'value', 'status'],
    ['status = In', 'value', 'status', 'In'],
    ['status = "In Pro', 'value', 'status', 'In Pro'],
    ["status = 'In Pro", 'value', 'status', 'In Pro'],
    ['status = "In Progress" ', 'connective', 'status'],
    ['status = "In Progress"', 'connective', 'status'],
    ['status = "a\\"b" ', 'connective', 'status'],
    ['status in (', 'value', 'status'],
    ['status not in (Done, ', 'value', 'status'],
    ['status in (Done, "To', 'value', 'status', 'To'],
    ['status in (Done, Open) ', 'connective', 'status'],
    ['"Story Points" > ', 'value', 'Story Points'],
    ['cf[10010] ~ ', 'value', 'cf[10010]'],
    ['assignee is ', 'emptiness', 'assignee'],
    ['assignee is not ', 'emptiness', 'assignee'],
    ['assignee is EMPTY ', 'connective', 'assignee'],
    ['assignee = currentUser() ', 'connective', 'assignee'],
    ['assignee = currentUser() a', 'connective', 'assignee', 'a'],
    ['assignee in membersOf("x y", ', 'argument'],
    ['a = linkedIssues(X-1, "blocks") and ', 'field'],
    ['assignee in membersOf(x) and ', 'field', 'assignee'],
    ['(a = 1 or ', 'field', 'a'],
    ['(a = 1 or b = 2) and not ', 'field', 'b'],
    ['(a in (1, 2)) ', 'connective', 'a'],
    ['a = 1) and ', 'field', 'a'],
    ['a = 1)) and b = ', 'value', 'b'],
    ['status was ', 'value', 'status'],
    ['status changed ', 'predicate', 'status'],
    ['status changed fr', 'predicate', 'status', 'fr'],
    ['status changed from ', 'value', 'status'],
    ['status changed FROM Open to ', 'value', 'status'],
    ['status changed from Open to Done by ', 'person', 'status'],
    ['status changed by currentUser() after ', 'time', 'status'],
    ['status changed after startOfDay("-1") ', 'predicate', 'status'],
    ['status changed during (', 'argument', 'status'],
    ['status changed during ("2026-01-01", "2026-02-01") ', 'predicate', 'status'],
    ['status changed on -1d and ', 'field', 'status'],
    ['status changed order ', 'sortField', 'status'],
    ['status was Open ', 'predicate', 'status'],
    ['status was Open before ', 'time', 'status'],
    ['status was Open and a = 1 ', 'connective', 'a'],
    ['order ', 'sortField'],
    ['a = 1 order by ', 'sortField', 'a'],
    ['a = 1 ORDER BY up', 'sortField', 'a', 'up'],
    ['a = 1 order by updated ', 'direction', 'updated'],
    ['a = 1 order by updated desc, ', 'sortField', 'updated'],
    ['a = 1\nand\n  b = ', 'value', 'b'],
    ['not ', 'field'],
    ['! ', 'field'],
    ['order by ', 'sortField'],
    ['order by rank', 'sortField', undefined, 'rank'],
    ['order by rank asc ', 'direction', 'rank'],
    ['order by rank, ', 'sortField', 'rank'],
    ['"order" ', 'operator', 'order'],
    ['a is not null ', 'connective', 'a'],
    ['a is null and b ', 'operator', 'b'],
    ['a not in ', 'value', 'a'],
    ['a was not ', 'value', 'a'],
    ['a was not in ', 'value', 'a'],
    ['a was in (x, ', 'value', 'a'],
    ['a was in (x) ', 'predicate', 'a'],
    ['a was "not" ', 'predicate', 'a'],
    ['a CHANGED AND ', 'field', 'a'],
    ['a changed or b = ', 'value', 'b'],
    ['a = 1 && b ', 'operator', 'b'],
    ['a = 1 || ', 'field', 'a'],
    ['a = "and" ', 'connective', 'a'],
    ['a = 1 x ', 'connective', 'a'],
    ['a = f(g(1), ', 'argument', 'a'],
    ['a = f(g(1)) ', 'connective', 'a'],
    ['a = f(g(1), 2) or ', 'field', 'a'],
    ['a in (f(1), ', 'value', 'a'],
    ['a in (1) and b in (', 'value', 'b'],
    ['a in (1)) ', 'connective', 'a'],
    ['(a = 1) and (b ', 'operator', 'b'],
    ['a = 1 order by b desc ', 'direction', 'b'],
    ['a = 1 ORDER ', 'sortField', 'a'],
  ];
  for (const [jql, expects, field, typed = ''] of cases) {
    it(JSON.stringify(jql), () => {
      const context = jqlContextAt(jql);
      assert.equal(context.expects, expects);
      if (expects === 'value' || expects === 'operator') assert.equal(context.field, field);
      assert.equal(context.typed, typed);
    });
  }

  it('says where that begins which is typed', () => {
    assert.equal(jqlContextAt('status = "In Pro').start, 9);
    assert.equal(jqlContextAt('status = Do').start, 9);
    assert.equal(jqlContextAt('status = ').start, 9);
  });
});

describe('the place of a problem in a query', () => {
  const cases: readonly (readonly [message: string, jql: string, part: string])[] = [
    ["Field 'nosuch' does not exist or you do not have permission to view it.", 'a = 1 and NoSuch = 2', 'NoSuch'],
    ["The value 'NOPE' does not exist for the field 'project'.", 'project = NOPE', 'NOPE'],
    ["The value 'In Way' does not exist for the field 'status'.", 'status = "In Way"', '"In Way"'],
    ["Error in the JQL Query: Expecting operator but got 'b'. (line 1, character 3)", 'a b c', 'b'],
    ['Error in the JQL Query: … (line 2, character 5)', 'a = 1\nand ~', '~'],
    ['Error in the JQL Query: Expecting ) before the end of the query.', 'a in (1, 2', '2'],
    ['Something else is amiss.', 'a = 1', 'a = 1'],
    ['Error (line 9, character 9)', 'a = 1', '1'],
  ];
  for (const [message, jql, part] of cases) {
    it(`${JSON.stringify(jql)}: ${part}`, () => {
      const { start, end } = placeOfJqlProblem(message, jql);
      assert.equal(jql.slice(start, end), part);
    });
  }
});
