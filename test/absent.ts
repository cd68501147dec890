import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const shared = join(import.meta.dirname, '../../shared');

/** Checks that need something from outside of the project, by the file that they need. */
const needs: readonly (readonly [string, string])[] = [
  ['recordings/jenkins', 'that demo Jenkins and client agree with recordings of a real Jenkins'],
  ['specs/jira-cloud-openapi-v3.json', 'that requests and answers of Jira Cloud agree with Atlassian’s description'],
  ['data/jira-endpoints.tsv', 'that paths of Jira Data Center are in the table of its endpoints'],
];

/** All that this machine cannot check, a line each. */
export function uncheckedHere(): string[] {
  const missing = needs.filter(([file]) => !existsSync(join(shared, file)));
  const lines = missing.map(([file, check]) => `${check} (../shared/${file} is absent)`);
  const interpreters = snippetInterpreters();
  const hasJava = spawnSync('java', ['-version']).status === 0;
  return hasJava
    ? [...lines, ...interpreters]
    : [...lines, ...interpreters, 'that restrictions agree with Java’s regular expressions (no java on the PATH)'];
}

/** Snippets that this machine can neither run nor parse, of those that `npm test` would. */
function snippetInterpreters(): string[] {
  const has = (command: string, ...args: readonly string[]) => spawnSync(command, args).status === 0;
  return [
    ...(has('curl', '--version') ? [] : ['that curl lines and snippets are those of curl (no curl on the PATH)']),
    ...(has('python3', '-c', 'import requests') ? [] : ['snippets in Python (no requests for python3)']),
    ...(existsSync(join(import.meta.dirname, 'oracles/snippets/node_modules'))
      ? []
      : ['that snippets in C# and PowerShell are right by their grammars (npm run test:snippets installs them)']),
  ];
}
