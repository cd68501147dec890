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

/** Files below a folder that hold one of the texts as it is, in base64, in hexadecimal or in UTF-16. */
export function filesWith(folder: string, ...texts: readonly string[]): string[] {
  const plain = texts.flatMap(text => {
    const bytes = Buffer.from(text);
    // The last characters of base64 depend on what comes after.
    return [text, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '').slice(0, -1)];
  });
  const wide = texts.map(text =>
    text
      .replace(/[^\w-]/g, '\\$&')
      .split('')
      .join('\\x00'),
  );
  return [...grep(folder, '-F', plain.join('\n')), ...grep(folder, '-P', wide.join('|'))];
}

function grep(folder: string, mode: string, pattern: string): string[] {
  const { stdout } = spawnSync('grep', ['-rla', mode, '-e', pattern, '--', folder], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' }, // bytes, not characters
  });
  return stdout.split('\n').filter(Boolean);
}

/** Throws where a secret of the demo servers was left lying about in a folder. */
export function expectNoSecrets(folder: string): void {
  const left = filesWith(folder, ...demoSecrets);
  if (left.length > 0) throw new Error(`secrets in ${folder}: ${left}`);
}
