import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { atOnce } from '../../../../src/base/cooperatively.ts';
import { Budget } from '../../../../src/javaRegex/automata/budget.ts';
import { TooComplex } from '../../../../src/javaRegex/automata/tooComplex.ts';
import { parsePattern } from '../../../../src/javaRegex/regex/parser.ts';
import { type Assumptions, defaultAssumptions } from '../../../../src/restrictions/endpoints/assumptions.ts';
import { walkByAutomaton } from '../../../../src/restrictions/endpoints/automatonWalk.ts';
import { operationsOf } from '../../../../src/restrictions/endpoints/endpointTable.ts';
import { textReachSteps, walkWith } from '../../../../src/restrictions/endpoints/reach.ts';
import { parseRestrictions } from '../../../../src/restrictions/rules/restrictions.ts';
import { randomFrom } from '../../javaRegex/randomPatterns.ts';

function reach(text: string, assumptions: Partial<Assumptions> = {}) {
  return atOnce(textReachSteps(parseRestrictions(text), { ...defaultAssumptions, ...assumptions }));
}

function reached(text: string, assumptions: Partial<Assumptions> = {}): string[] {
  return reach(text, assumptions)
    .operations.map(({ method, path }) => `${method} ${path}`)
    .sort();
}

function isMyself(operation: string): boolean {
  return operation.endsWith('/myself');
}

describe('the endpoint table', () => {
  it('has the operations of both products', () => {
    assert.equal(operationsOf('cloud').length, 616);
    assert.equal(operationsOf('dc').length, 433);
  });

  it('knows writes from reads, also by POST', () => {
    const find = (method: string, path: string) =>
      operationsOf('dc').find(operation => operation.method === method && operation.path === path);
    assert.equal(find('POST', '/rest/api/2/search')?.writes, false);
    assert.equal(find('POST', '/rest/api/2/issue')?.writes, true);
    assert.equal(find('GET', '/rest/api/2/myself')?.admin, false);
    assert.equal(find('POST', '/rest/api/2/reindex')?.admin, true);
  });
});

describe('the reach of restrictions', () => {
  it('of everything is everything', () => {
    assert.equal(reach('.*').operations.length, 433);
    assert.equal(reach('.*', { product: 'cloud' }).operations.length, 616);
  });

  it('follows the method', () => {
    const { operations, writes } = reach('[get].*');
    assert.ok(operations.length > 100);
    assert.ok(operations.every(({ method }) => method === 'GET'));
    assert.equal(writes, 0);
  });

  it('reads parameters as what usually stands in them', () => {
    assert.deepEqual(reached('[post].*/rest/api/2/issue/KANBAN-100/comment.*'), [
      'POST /rest/api/2/issue/{issueIdOrKey}/comment',
    ]);
    assert.deepEqual(reached('.*/rest/api/2/issue/SCRUM-1/comment'), [
      'GET /rest/api/2/issue/{issueIdOrKey}/comment',
      'POST /rest/api/2/issue/{issueIdOrKey}/comment',
    ]);
    assert.deepEqual(reached('.*/isue.*'), []);
    assert.deepEqual(reached('.*/rest/api/2/issue/SCRUM-'), []);
    assert.ok(reached('[get].*/rest/api/2/issue/A-1/properties/mine').length === 1);
  });

  it('covers the words that a prefix lets in', () => {
    const paths = reached('.*/rest/api/2/issue.*');
    assert.ok(paths.includes('POST /rest/api/2/issueLink'));
    assert.ok(paths.includes('GET /rest/api/2/issuetype'));
  });

  it('counts writes and admin apart, over all lines, each operation once', () => {
    const one = reach('[post].*/rest/api/2/reindex\n.*/rest/api/2/myself');
    assert.equal(one.admin, 1);
    assert.equal(one.writes, 2);
    assert.equal(one.operations.length, 3);
    assert.equal(reach('.*/myself\n.*/myself').operations.length, reach('.*/myself').operations.length);
  });

  it('has each operation once, also where a rule may end in two ways', () => {
    assert.deepEqual(reached('.*/rest/api/2/(myself|[a-z]+$)', { match: 'find' }).filter(isMyself), [
      'GET /rest/api/2/myself',
      'PUT /rest/api/2/myself',
    ]);
  });

  it('needs the whole URL in full mode, and finds it anywhere in the other', () => {
    assert.deepEqual(reached('/rest/api/2/myself'), []);
    assert.ok(reached('/rest/api/2/myself', { match: 'find' }).includes('GET /rest/api/2/myself'));
  });

  it('knows the base URL, if it was told', () => {
    const rule = 'https://a\\.example\\.com/jira/rest/api/2/serverInfo';
    assert.deepEqual(reached(rule), ['GET /rest/api/2/serverInfo']);
    assert.deepEqual(reached(rule, { baseUrl: 'https://a.example.com/jira' }), ['GET /rest/api/2/serverInfo']);
    assert.deepEqual(reached(rule, { baseUrl: 'https://b.example.com' }), []);
  });

  it('says that it is the most where rules with suffixes are alone in allowing some of it', () => {
    assert.equal(reach('.*/rest/api/2/myself').atMost, false);
    assert.equal(reach('.*/rest/api/2/myself[QueryParam::x==1]').atMost, true);
    assert.equal(reach('[get].*/rest/api/2/myself\n.*/rest/api/2/myself[QueryParam::x==1]').atMost, true);
    assert.equal(reach('.*/rest/api/2/myself\n.*/rest/api/2/myself[QueryParam::x==1]').atMost, false);
  });

  it('says how many rules could not be told', () => {
    assert.equal(reach('.*(a)\\1').tooComplex, 1);
  });
});

/** A pattern about paths: true names, wild cards, choices, repetitions, now and then an anchor. */
function pathPattern(random: () => number, depth = 2): string {
  const pick = (...from: string[]) => from[Math.floor(random() * from.length)] ?? '';
  const part = (): string => {
    if (depth > 0 && random() < 0.25) return `(${pathPattern(random, depth - 1)}|${pathPattern(random, depth - 1)})`;
    const name = pick('rest', 'api', '2', 'issue', 'project', 'A-1', '10001', 'comment', 'myself', 'board', '1\\.0');
    const wild = pick('.*', '[^/]+', '[a-z]+', '[A-Z]+-[0-9]{1,3}', '.', '[^?;]*', '(?i)', '.{3}', '$', '^');
    return random() < 0.7 ? `/${name}` : wild;
  };
  const parts = Array.from({ length: 1 + Math.floor(random() * 4) }, part).map(each =>
    random() < 0.15 && !/[*+?$^}]$|\(\?i\)/.test(each) ? `(?:${each})${pick('?', '*', '+', '{2}', '{0,3}')}` : each,
  );
  return parts.join('');
}

describe('the reach found by following paths', function () {
  // Automata of unlucky patterns take long on a slow machine.
  this.timeout(180_000);

  for (const match of ['full', 'find'] as const) {
    it(`is the same as by automaton (${match})`, () => {
      const seed = Number(process.env['FUZZ_SEED'] ?? Date.now() % 1_000_000);
      const random = randomFrom(seed);
      const found = Array.from({ length: 400 }, () => {
        const source = `${random() < 0.8 ? '.*/rest' : ''}${pathPattern(random)}`;
        const product = random() < 0.5 ? 'dc' : 'cloud';
        return compareWays(source, { match, query: 'unknown', product }, seed);
      });
      assert.ok(found.filter(count => count > 0).length > 8, 'too few reach anything');
    });
  }
});

/** How many operations both ways find. */
function compareWays(source: string, assumptions: Assumptions, seed: number): number {
  const pattern = parsePattern(source);
  const byAutomaton = walkOrNot(source, assumptions, 'common');
  if (byAutomaton === undefined) return 0;
  const byPaths = walkWith(pattern, assumptions, 'common', new Budget(10_000_000));
  assert.deepEqual(namesOf(byPaths), namesOf(byAutomaton), `${source}, FUZZ_SEED=${seed}`);
  return byPaths.length;
}

function namesOf(operations: readonly { readonly method: string; readonly path: string }[]): string[] {
  return operations.map(({ method, path }) => `${method} ${path}`).sort();
}

function walkOrNot(source: string, assumptions: Assumptions, free: 'any' | 'common') {
  try {
    return walkByAutomaton(parsePattern(source), assumptions, free, new Budget(10_000_000));
  } catch (error) {
    if (error instanceof TooComplex) return undefined;
    throw error;
  }
}
