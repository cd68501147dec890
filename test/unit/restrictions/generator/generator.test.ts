import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { atOnce } from '../../../../src/base/cooperatively.ts';
import { lint } from '../../../../src/restrictions/diagnostics/lint.ts';
import { defaultAssumptions } from '../../../../src/restrictions/endpoints/assumptions.ts';
import { operationsOf } from '../../../../src/restrictions/endpoints/endpointTable.ts';
import { textReachSteps } from '../../../../src/restrictions/endpoints/reach.ts';
import { callsOfExtension } from '../../../../src/restrictions/generator/extensionCalls.ts';
import {
  callsOf,
  callsOfRequests,
  type GeneratedRule,
  generateRulesAsync,
  generateRulesSteps,
} from '../../../../src/restrictions/generator/generator.ts';
import { parseRestrictions } from '../../../../src/restrictions/rules/restrictions.ts';
import { simulate } from '../../../../src/restrictions/simulator/simulator.ts';

function generated(
  wanted: Parameters<typeof generateRulesSteps>[0],
  assumptions = defaultAssumptions,
): GeneratedRule[] {
  return atOnce(generateRulesSteps(wanted, assumptions));
}

function textOf(rules: readonly { text: string }[]): string {
  return rules.map(rule => rule.text).join('\n');
}

describe('the generator of least-privilege rules', () => {
  for (const product of ['dc', 'cloud'] as const) {
    for (const match of ['full', 'find'] as const) {
      it(`makes rules for what the extension calls that reach just that (${product}, ${match})`, () => {
        const assumptions = { ...defaultAssumptions, product, match };
        const calls = callsOfExtension(product);
        const { operations } = atOnce(
          textReachSteps(parseRestrictions(textOf(generated(calls, assumptions))), assumptions),
        );
        const reached = new Set(operations.map(({ method, path }) => `${method} ${path}`));
        const known = new Set(operationsOf(product).map(({ method, path }) => `${method} ${path}`));
        for (const { method, path } of calls) {
          const name = `${method} ${path}`;
          if (known.has(name)) assert.ok(reached.has(name), name);
        }
        const wanted = new Set(calls.map(({ method, path }) => `${method} ${path}`));
        const others = [...reached].filter(name => !wanted.has(name));
        assert.deepEqual(others, []);
      });
    }
  }

  for (const product of ['dc', 'cloud'] as const) {
    it(`makes rules that no warning is about (${product})`, () => {
      const assumptions = { ...defaultAssumptions, product };
      const rules = generated(callsOfExtension(product), assumptions);
      const serious = lint(parseRestrictions(textOf(rules)), assumptions).filter(
        ({ severity, code }) => (severity === 'error' || severity === 'warning') && code !== 'admin-reach',
      );
      assert.deepEqual(serious, []);
    });

    it(`makes rules with which the extension works (${product})`, () => {
      const api = product === 'cloud' ? '/rest/api/3' : '/rest/api/2';
      const restrictions = parseRestrictions(textOf(generated(callsOfExtension(product))));
      const calls = [
        ['GET', `${api}/issue/PAY-1/comment/100?expand=properties`],
        ['DELETE', `${api}/issue/PAY-1/comment/100`],
        ['GET', `${api}/filter/favourite`],
        ['GET', `${api}/jql/autocompletedata/suggestions?fieldName=x&fieldValue=`],
        ['DELETE', `${api}/issue/PAY-1/watchers?username=fred`],
        ['POST', `${api}/issue/PAY-1/attachments`],
        ['GET', '/rest/agile/1.0/board/1/sprint?state=active%2Cfuture'],
      ] as const;
      const denied = calls.filter(
        ([method, path]) =>
          simulate(restrictions, { method, url: `https://jira.example.com${path}` }, { match: 'full', query: 'yes' })
            .outcome !== 'allowed',
      );
      assert.deepEqual(denied, []);
    });
  }

  it('tells a parameter from the names of other operations, from dots and from encoded slashes', () => {
    const [change] = generated([{ method: 'PUT', path: '/rest/api/2/issue/{issueIdOrKey}' }]);
    const [read] = generated([{ method: 'GET', path: '/rest/api/2/user/{name}' }]);
    const allows = (rule: GeneratedRule | undefined, method: string, path: string) =>
      simulate(
        parseRestrictions(rule?.text ?? ''),
        { method, url: `https://jira.example.com/rest/api/2${path}` },
        { match: 'full', query: 'yes' },
      ).outcome;
    for (const path of ['/issue/PAY-1', '/issue/10001', '/issue/PAY-1?notifyUsers=false']) {
      assert.equal(allows(change, 'PUT', path), 'allowed', path);
    }
    assert.equal(allows(change, 'PUT', '/issue/archive'), 'denied');
    for (const name of ['fred', 'fred.smith', 'f%20s', '.fred']) {
      assert.equal(allows(read, 'GET', `/user/${name}`), 'allowed', name);
    }
    const names = operationsOf('dc')
      .filter(({ method, path }) => method === 'GET' && /^\/rest\/api\/2\/user\/[a-z]+$/.test(path))
      .map(({ path }) => path.split('/').at(-1) ?? '');
    assert.ok(names.includes('search'));
    for (const name of ['..', '.', 'a%2Fb', 'a%2fb', '%2e%2e', 'a%5Cb', ...names]) {
      assert.equal(allows(read, 'GET', `/user/${name}`), 'denied', name);
    }
  });

  it('lists what its rules allow besides, and makes none that another covers', () => {
    const calls = callsOf(operationsOf('dc').filter(({ path }) => path.startsWith('/rest/api/2/user')));
    const rules = generated(calls);
    const known = lint(parseRestrictions(textOf(rules)), defaultAssumptions).map(({ code }) => code);
    assert.ok(!known.includes('shadowed') && !known.includes('duplicate'));
    const wanted = new Set(calls.map(({ method, path }) => `${method} ${path}`));
    const { operations } = atOnce(textReachSteps(parseRestrictions(textOf(rules)), defaultAssumptions));
    const besides = operations.map(({ method, path }) => `${method} ${path}`).filter(name => !wanted.has(name));
    const listed = new Set(rules.flatMap(rule => rule.besides.map(({ method, path }) => `${method} ${path}`)));
    assert.deepEqual(
      besides.filter(name => !listed.has(name)),
      [],
    );
  });

  it('makes one rule for each method and path, and none twice', () => {
    const [first] = operationsOf('dc');
    assert.ok(first !== undefined);
    assert.equal(generated(callsOf([first, first])).length, 1);
  });

  it('gives way while it makes many, and stops when they are not wanted any more', async () => {
    const calls = callsOf(operationsOf('cloud'));
    const canceled = new AbortController();
    setImmediate(() => canceled.abort());
    assert.equal(await generateRulesAsync(calls, defaultAssumptions, canceled.signal), undefined);
    const few = calls.slice(0, 20);
    assert.deepEqual(await generateRulesAsync(few, defaultAssumptions), generated(few));
  });

  it('keeps to the site, if it is known', () => {
    const assumptions = { ...defaultAssumptions, baseUrl: 'https://jira.example.com/jira' };
    const [rule] = generated([{ method: 'GET', path: '/rest/api/2/myself' }], assumptions);
    assert.equal(rule?.text, '[get]https://jira\\.example\\.com/jira/rest/api/2/myself([?].*)?');
  });

  it('turns requests that were made into operations', () => {
    const base = 'https://jira.example.com';
    const requests = [
      { method: 'GET', url: `${base}/rest/api/2/issue/A-1?fields=x` },
      { method: 'GET', url: `${base}/rest/api/2/issue/B-2` },
      { method: 'GET', url: `${base}/rest/api/2/issue/picker` },
      { method: 'POST', url: `${base}/rest/other/1/x` },
    ] as const;
    assert.deepEqual(
      callsOfRequests(requests, operationsOf('dc'), base).map(({ method, path }) => `${method} ${path}`),
      ['GET /rest/api/2/issue/{issueIdOrKey}', 'GET /rest/api/2/issue/picker', 'POST /rest/other/1/x'],
    );
  });
});
