// Looks for secrets on the disk, in each form in which a workbench may have written them.
import { spawnSync } from 'node:child_process';
import { demoUsers as jenkinsUsers } from '../servers/jenkins/index.ts';
import { demoUsers as jiraUsers } from '../servers/jira/index.ts';

/** Every secret of the demo servers. */
const demoSecrets: readonly string[] = [
  ...Object.values(jenkinsUsers).flatMap(({ token, password }) => [token, password]),
  ...Object.values(jiraUsers).flatMap(({ apiToken, personalAccessToken, password }) => [
    apiToken,
    personalAccessToken,
    password,
  ]),
];

/** Files below a folder that hold a text as it is, in base64, in hexadecimal or in UTF-16. */
export function filesWith(folder: string, text: string): string[] {
  const bytes = Buffer.from(text);
  return [
    ...grep(folder, '-F', text),
    ...grep(folder, '-F', bytes.toString('hex')),
    // The last characters depend on what comes after.
    ...grep(folder, '-F', bytes.toString('base64').replace(/=+$/, '').slice(0, -1)),
    ...grep(
      folder,
      '-P',
      text
        .replace(/[^\w-]/g, '\\$&')
        .split('')
        .join('\\x00'),
    ),
  ];
}

function grep(folder: string, mode: string, text: string): string[] {
  const { stdout } = spawnSync('grep', ['-rla', mode, '--', text, folder], { encoding: 'utf8' });
  return stdout.split('\n').filter(Boolean);
}

/** Throws where a secret of the demo servers was left lying about in a folder. */
export function expectNoSecrets(folder: string): void {
  const left = demoSecrets.flatMap(secret => filesWith(folder, secret));
  if (left.length > 0) throw new Error(`secrets in ${folder}: ${left}`);
}
