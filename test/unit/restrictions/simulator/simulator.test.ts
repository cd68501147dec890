import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { atOnce } from '../../../../src/base/cooperatively.ts';
import { type Assumptions, defaultAssumptions } from '../../../../src/restrictions/endpoints/assumptions.ts';
import { parseRestrictions } from '../../../../src/restrictions/rules/restrictions.ts';
import { allSteps, simulate } from '../../../../src/restrictions/simulator/simulator.ts';

const base = 'https://jira.example.com';
const full = { match: 'full', query: 'yes' } as const;

function verdict(text: string, method: string, path: string, body?: unknown) {
  return simulate(parseRestrictions(text), { method, url: base + path, body }, full);
}

function lineThatAllows(text: string, method: string, path: string, body?: unknown): number | undefined {
  const result = verdict(text, method, path, body);
  return result.outcome === 'allowed' ? result.by?.number : undefined;
}

describe('the simulator', () => {
  const text = '[get].*/rest/api/2/myself\n[post].*/rest/api/2/issue/KANBAN-100/comment.*\n.*/rest/api/2/search.*';

  it('names the line that allows a request', () => {
    assert.equal(lineThatAllows(text, 'GET', '/rest/api/2/myself'), 1);
    assert.equal(lineThatAllows(text, 'post', '/rest/api/2/issue/KANBAN-100/comment'), 2);
    assert.equal(lineThatAllows(text, 'DELETE', '/rest/api/2/search?jql=x'), 3);
  });

  it('denies what no line allows, and names the nearest', () => {
    const result = verdict(text, 'POST', '/rest/api/2/issue/KANBAN-101/comment');
    assert.equal(result.outcome, 'denied');
    assert.ok(result.outcome === 'denied');
    assert.equal(result.nearest?.line.number, 2);
    assert.equal(result.nearest?.obstacle, 'url');
    const url = `${base}/rest/api/2/issue/KANBAN-101/comment`;
    assert.equal(url.slice(0, result.nearest?.stop?.inSubject), `${base}/rest/api/2/issue/KANBAN-10`);
    const pattern = result.nearest?.line.asRead.url.text ?? '';
    assert.equal(pattern.slice(0, result.nearest?.stop?.inPattern), '.*/rest/api/2/issue/KANBAN-10');
  });

  it('says when only the method is in the way', () => {
    const result = verdict(text, 'PUT', '/rest/api/2/myself');
    assert.ok(result.outcome === 'denied');
    assert.equal(result.nearest?.obstacle, 'method');
  });

  it('allows everything where there is no rule', () => {
    assert.deepEqual(verdict(' \n', 'DELETE', '/rest/api/2/issue/A-1'), { outcome: 'allowed', by: undefined });
  });

  it('reads the text to the letter: a pasted number and a stray blank are part of the pattern', () => {
    assert.equal(lineThatAllows('1 .*/rest/.*', 'GET', '/rest/api/2/myself'), undefined);
    assert.equal(lineThatAllows('.*/rest/api/2/myself ', 'GET', '/rest/api/2/myself'), undefined);
  });

  it('holds query parameters and nodes of the body against their patterns', () => {
    const query = '.*/rest/api/2/search.*[QueryParam::maxResults==[0-9]{1,2}]';
    assert.equal(lineThatAllows(query, 'GET', '/rest/api/2/search?maxResults=50'), 1);
    assert.equal(lineThatAllows(query, 'GET', '/rest/api/2/search?maxResults=500'), undefined);
    assert.equal(lineThatAllows(query, 'GET', '/rest/api/2/search'), undefined);
    const json = '[post].*/rest/api/2/issue[JsonData::fields.project.key==SCRUM]';
    assert.equal(lineThatAllows(json, 'POST', '/rest/api/2/issue', { fields: { project: { key: 'SCRUM' } } }), 1);
    assert.equal(lineThatAllows(json, 'POST', '/rest/api/2/issue', { fields: { project: { key: 'X' } } }), undefined);
    assert.equal(lineThatAllows(json, 'POST', '/rest/api/2/issue'), undefined);
  });

  it('lets a rule that Java refuses allow nothing, and go on with the next', () => {
    assert.equal(lineThatAllows('.*/issue/{key}\n.*', 'GET', '/rest/api/2/issue/A-1'), 2);
  });

  it('never hangs on a hostile pattern, and says that it does not know', () => {
    const result = verdict('((a+)+)+b', 'GET', '/');
    assert.equal(result.outcome, 'denied');
    const hostile = simulate(
      parseRestrictions('https://((a+)+)+b'),
      { method: 'GET', url: `https://${'a'.repeat(60)}` },
      { ...full, limits: { steps: 50_000 } },
    );
    assert.equal(hostile.outcome, 'unknown');
  });

  it('does not take a suffix that takes too many steps for one that does not match', () => {
    const post = (rule: string, body: unknown) =>
      simulate(
        parseRestrictions(rule),
        { method: 'POST', url: `${base}/rest/api/2/issue?x=${'a'.repeat(60)}c`, body },
        { match: 'full', query: 'no', limits: { steps: 50_000 } },
      );
    const summary = `${'a'.repeat(60)}c`;
    const json = '.*/issue[JsonData::summary==((a+)+)+b]';
    assert.equal(post(json, { summary }).outcome, 'unknown');
    assert.equal(post('.*/issue[QueryParam::x==((a+)+)+b]', {}).outcome, 'unknown');
    assert.equal(post(json, { summary: [summary, 'ab'] }).outcome, 'allowed');
    assert.equal(post(json, { summary: 'c' }).outcome, 'denied');
    assert.equal(post(`${json}\n.*/issue`, { summary }).outcome, 'allowed');
  });

  it('is sure of what is refused in any case, whatever a pattern that takes too many steps would say', () => {
    const get = (rule: string) =>
      simulate(
        parseRestrictions(rule),
        { method: 'GET', url: `https://${'a'.repeat(60)}`, body: { x: 1 } },
        { ...full, limits: { steps: 50_000 } },
      );
    assert.equal(get('[get]https://((a+)+)+b').outcome, 'unknown');
    assert.equal(get('[post]https://((a+)+)+b').outcome, 'denied');
    assert.equal(get('https://((a+)+)+b[JsonData::x==2]').outcome, 'denied');
  });

  it('says how far a pattern was matched, also where no part of it could stand alone', () => {
    const stopped = (rule: string) => {
      const result = verdict(rule, 'GET', '/rest/api/2/myself');
      assert.ok(result.outcome === 'denied');
      return rule.slice(0, result.nearest?.stop?.inPattern);
    };
    assert.equal(stopped('.*/rest/\\Qapi/2/you\\E'), '.*/rest/\\Qapi/2/');
    assert.equal(stopped('(?x).*/rest/ap x # a comment'), '(?x).*/rest/ap');
  });

  it('says that it depends where the assumptions leave open what decides', () => {
    const restrictions = parseRestrictions('.*/rest/api/2/search');
    const request = { method: 'GET', url: `${base}/rest/api/2/search?jql=x` };
    const all = (assumptions: Assumptions) => atOnce(allSteps(restrictions, request, assumptions));
    assert.equal(all(defaultAssumptions).outcome, 'depends');
    assert.equal(all({ ...defaultAssumptions, query: 'no' }).outcome, 'allowed');
    assert.equal(all({ ...defaultAssumptions, query: 'yes' }).outcome, 'denied');
    assert.equal(all({ ...defaultAssumptions, match: 'find' }).outcome, 'allowed');
    assert.equal(all(defaultAssumptions).verdicts.length, 4);
  });
});
