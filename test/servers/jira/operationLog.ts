// Every request of the client to a demo Jira, in any process of a test run, is held to what is known of Jira's API:
// Cloud's version 3 to Atlassian's description, the rest to the table of operations. `npm test` prints what was used.
// Each must also be one that the extension says it needs, or the rules that it generates for itself keep it out.
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { atOnce } from '../../../src/base/cooperatively.ts';
import { defaultAssumptions } from '../../../src/restrictions/endpoints/assumptions.ts';
import { operationsOf } from '../../../src/restrictions/endpoints/endpointTable.ts';
import { callsOfExtension } from '../../../src/restrictions/generator/extensionCalls.ts';
import { generateRulesSteps } from '../../../src/restrictions/generator/generator.ts';
import { parseRestrictions, type Restrictions } from '../../../src/restrictions/rules/restrictions.ts';
import { simulate } from '../../../src/restrictions/simulator/simulator.ts';
import type { JiraRequest } from './answerRequest.ts';
import type { JiraFlavor } from './model.ts';
import { OpenApi } from './openApi.ts';
import { specPath } from './specPath.ts';

interface Entry {
  /** Flavor, method and path, with parameters in braces; undefined where there is no such operation. */
  readonly operation: string | undefined;
  readonly problems: readonly string[];
}

/** What a run used of Jira's API. */
export interface UsedOperations {
  readonly requests: number;
  readonly operations: readonly string[];
  readonly problems: readonly string[];
}

let description: OpenApi | undefined;

/** Notes a request, where the environment names a file for that. Tests of the demo itself call it as they like. */
export function noteOperation(flavor: JiraFlavor, request: JiraRequest): void {
  const file = process.env['JIRA_OPERATIONS'];
  const isOurs = /^(test$|jenkins-jira)/.test(request.headers['user-agent'] ?? '');
  // No table has the tokens of an account, and nothing depends on their answer.
  if (!file || !isOurs || !/^\/rest\/(?!pat\/)/.test(request.path)) return;
  appendFileSync(file, `${JSON.stringify(judge(flavor, request))}\n`);
}

function judge(flavor: JiraFlavor, request: JiraRequest): Entry {
  const { operation, problems } = judgeByApi(flavor, request);
  return { operation, problems: [...problems, ...keptOut(flavor, request)] };
}

const rules = new Map<JiraFlavor, Restrictions>();

/** A complaint where the rules that are generated for the extension do not allow what it asks. */
function keptOut(flavor: JiraFlavor, { method, path, query }: JiraRequest): string[] {
  // A session is made and ended by a password, never by a token that rules could restrict.
  if (path.startsWith('/rest/auth/')) return [];
  // Only the doctor asks for the settings, and goes on where rules do not allow it.
  if (/^\/rest\/api\/[23]\/configuration$/.test(path)) return [];
  const own = rules.get(flavor) ?? rulesFor(flavor);
  rules.set(flavor, own);
  const url = `https://jira.example.com${path}?${query}`;
  const { outcome } = simulate(own, { method, url }, { match: 'full', query: 'yes' });
  return outcome === 'allowed' ? [] : [`${flavor} ${method} ${path}: not in what the extension says it needs`];
}

function rulesFor(flavor: JiraFlavor): Restrictions {
  const calls = callsOfExtension(flavor === 'cloud' ? 'cloud' : 'dc');
  return parseRestrictions(
    atOnce(generateRulesSteps(calls, defaultAssumptions))
      .map(({ text }) => text)
      .join('\n'),
  );
}

function judgeByApi(flavor: JiraFlavor, request: JiraRequest): Entry {
  const template = templateOf(flavor, request);
  const operation = template === undefined ? undefined : `${flavor} ${request.method} ${template}`;
  if (flavor === 'cloud' && specPath && request.path.startsWith('/rest/api/')) {
    description ??= new OpenApi(specPath);
    return { operation, problems: description.requestProblems(request) };
  }
  const known = operation === undefined ? [`${flavor} ${request.method} ${request.path}: no such operation`] : [];
  return { operation, problems: known };
}

/**
 * The path of the operation in the table; boards have the same paths on Cloud, where the table lacks them, and version 2
 * has those of version 3.
 */
function templateOf(flavor: JiraFlavor, { method, path }: JiraRequest): string | undefined {
  const product = flavor === 'cloud' && !path.startsWith('/rest/agile/') ? 'cloud' : 'dc';
  const version = product === 'cloud' ? 3 : 2;
  const plain = path.replace(/^\/rest\/api\/(?:2|latest)\//, `/rest/api/${version}/`);
  const found = operationsOf(product).filter(each => each.method === method && patternOf(each.path).test(plain));
  // `/issue/createmeta` is that, and no issue of that name.
  return found.sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0]?.path;
}

function patternOf(template: string): RegExp {
  const parts = template.split(/\{\w+\}/).map(part => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/]+')}$`);
}

/** What the processes of a run noted. */
export function readOperations(file: string): UsedOperations {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const entries = lines.map(line => JSON.parse(line) as Entry);
  return {
    requests: entries.length,
    operations: [...new Set(entries.flatMap(({ operation }) => operation ?? []))].sort(),
    problems: [...new Set(entries.flatMap(({ problems }) => problems))].sort(),
  };
}
