import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** Folder of the drafts on the disk. */
export const draftFolder = join(
  process.env['DEMO_USER_DATA'] ?? '',
  'User/globalStorage/jenkins-jira.jenkins-jira/drafts',
);

/** Files of drafts, with what they hold. */
async function drafts(): Promise<{ readonly path: string; readonly text: string }[]> {
  const names = await readdir(draftFolder, { recursive: true }).catch(() => []);
  const paths = names.filter(name => name.endsWith('.txt')).map(name => join(draftFolder, name));
  // A draft may be gone since.
  return Promise.all(paths.map(async path => ({ path, text: await readFile(path, 'utf8').catch(() => '') })));
}

export const draftWith = async (text: string) => (await drafts()).find(each => each.text.includes(text));
export const moment = (ms: number) => new Promise(done => setTimeout(done, ms));

export const setQueries = async (value: unknown) =>
  vscode.workspace.getConfiguration('jenkinsJira').update('jira.queries', value, true);
