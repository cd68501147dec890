import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { LintSession } from '../../../../src/restrictions/diagnostics/lint.ts';
import { type Assumptions, defaultAssumptions } from '../../../../src/restrictions/endpoints/assumptions.ts';
import { parseRestrictions, type RuleLine } from '../../../../src/restrictions/rules/restrictions.ts';
import { simulate } from '../../../../src/restrictions/simulator/simulator.ts';
import { examplesAsync } from '../../../../src/restrictions/wording/examples.ts';
import { mostSurprising } from '../../../../src/restrictions/wording/surprise.ts';
import { realisticRules } from '../../../bench/realisticRules.ts';
import { reachCases } from '../diagnostics/reachCases.ts';

function lineOf(rule: string): RuleLine {
  const [line] = parseRestrictions(rule).lines;
  assert.ok(line);
  return line;
}

async function examples(rule: string, assumptions: Partial<Assumptions> = {}): Promise<string[]> {
  const found = await examplesAsync(lineOf(rule), { ...defaultAssumptions, ...assumptions });
  return (found ?? []).map(({ method, url }) => `${method} ${url}`);
}

async function surpriseOn(line: RuleLine, assumptions: Partial<Assumptions> = {}): Promise<string | undefined> {
  const found = await new LintSession().lintLine(line, { ...defaultAssumptions, ...assumptions });
  return mostSurprising(found)?.code;
}

async function surprise(rule: string, assumptions: Partial<Assumptions> = {}): Promise<string | undefined> {
  return surpriseOn(lineOf(rule), assumptions);
}

describe('examples of what a rule allows', function () {
  this.timeout(120_000);

  const site = 'https://jira.example.com';

  it('are three, of what the rule is about', async () => {
    assert.deepEqual(await examples('.*/rest/api/2/issue/SCRUM-[1-2]{1}/comment'), [
      `GET ${site}/rest/api/2/issue/SCRUM-1/comment`,
      `POST ${site}/rest/api/2/issue/SCRUM-1/comment`,
      `GET ${site}/rest/api/2/issue/SCRUM-2/comment`,
    ]);
    assert.deepEqual(await examples('[get].*/rest/api/2/project/[A-Z]+/role'), [
      `GET ${site}/rest/api/2/project/PROJ/role`,
      `GET ${site}/rest/api/2/project/A/role`,
      `GET ${site}/rest/api/2/project/B/role`,
    ]);
    assert.equal((await examples('.*')).length, 3);
  });

  it('are where Jira is', async () => {
    const baseUrl = 'https://issues.corp/jira';
    assert.deepEqual(await examples('[get].*/rest/api/2/myself', { baseUrl }), [`GET ${baseUrl}/rest/api/2/myself`]);
    const named = await examples('[get]https?://issues\\.corp/jira/rest/api/2/myself');
    assert.deepEqual(named, [`GET ${baseUrl}/rest/api/2/myself`]);
    assert.deepEqual(await examples('[get]https://other/rest/api/2/myself', { baseUrl }), []);
  });

  it('have the query parameters that suffixes want', async () => {
    assert.deepEqual(await examples('[get].*/rest/api/2/search[QueryParam::maxResults==[1-5]0]'), [
      `GET ${site}/rest/api/2/search?maxResults=10`,
    ]);
    assert.deepEqual(await examples('[post].*/rest/api/2/issue[JsonData::__proto__.key==PAY]'), [
      `POST ${site}/rest/api/2/issue`,
    ]);
    assert.equal(Object.hasOwn(Object.prototype, 'key'), false);
  });

  it('are found where no operation is known, and not where no URL can match', async () => {
    assert.deepEqual(await examples('.*/rest/extender/1.0/customField/all.*'), [
      `GET ${site}/rest/extender/1.0/customField/all`,
    ]);
    assert.deepEqual(await examples('/rest/api/2/issue'), []);
    assert.deepEqual(await examples('.*/issue/{key}'), []);
  });

  it('really match, under every assumption', async () => {
    const rules = [...realisticRules(60), ...Object.values(reachCases).flatMap(({ bad }) => bad)];
    let count = 0;
    for (const rule of rules.flatMap(text => text.split('\n'))) {
      for (const match of ['full', 'find'] as const) {
        const restrictions = parseRestrictions(rule.replace(/\[JsonData.*/, ''));
        for (const example of (await examplesAsync(lineOf(rule), { ...defaultAssumptions, match })) ?? []) {
          const { outcome } = simulate(restrictions, example, { match, query: 'no' });
          assert.equal(outcome, 'allowed', `${rule}: ${example.url}`);
          assert.equal(new URL(example.url).href, example.url, rule);
          count++;
        }
      }
    }
    assert.ok(count > 500, `${count}`);
  });

  it('are not looked for any further when nobody wants them any more', async () => {
    assert.equal(await examplesAsync(lineOf('.*'), defaultAssumptions, AbortSignal.abort()), undefined);
  });
});

describe('what a rule lets through that was hardly meant', () => {
  it('is the most surprising of what is known about it', async () => {
    assert.equal(await surprise('.*/rest/api/2/issue/KANBAN-1.*'), 'key-prefix');
    assert.equal(await surprise('[get].*/rest/api/2/issue.*'), 'segment-prefix');
    assert.equal(await surprise('.*/rest/api/2/issue/A-1/comment'), 'write-unscoped');
    assert.equal(await surprise('[get].*/rest/api/2/myself'), 'query-smuggle');
    assert.equal(await surprise('.*'), 'allows-all');
  });

  it('is the same wherever the line stands', async () => {
    const line = parseRestrictions('.*/a\n.*/rest/api/2/issue/KANBAN-1.*\n.*/b').lines[1];
    assert.ok(line);
    assert.equal(await surpriseOn(line), 'key-prefix');
  });

  it('is nothing where nothing is', async () => {
    assert.equal(await surprise('[get][^?;]*/rest/api/2/myself'), undefined);
    assert.equal(await surprise('[get]https://x/rest/api/2/myself', { baseUrl: 'https://x' }), undefined);
  });
});
