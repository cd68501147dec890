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
  const hasJava = spawnSync('java', ['-version']).status === 0;
  return hasJava ? lines : [...lines, 'that restrictions agree with Java’s regular expressions (no java on the PATH)'];
}
