import * as vscode from 'vscode';
import { isObject } from '../../../base/json.ts';
import { maxSecretFileLength } from '../../../snippets/secrets/findSecrets.ts';
import type { FileKind } from '../../../snippets/secrets/withoutSecret.ts';
import { editorLanguage } from './editorLanguage.ts';

const kinds: Readonly<Record<string, FileKind>> = {
  ...{ groovy: 'groovy', jenkinsfile: 'groovy', declarative: 'groovy', shellscript: 'shell', python: 'python' },
  // A variable is in an image only where it is an argument of its build.
  ...{ dockerfile: 'other', makefile: 'other', http: 'http', rest: 'http', properties: 'other', dotenv: 'other' },
  ...{ powershell: 'powershell', bat: 'batch' },
};

/** Files that no language of the editor need know. */
const names: readonly (readonly [RegExp, FileKind])[] = [
  [/[\\/]\.github[\\/]workflows[\\/][^\\/]+\.ya?ml$/i, 'github'],
  [/(?:^|[\\/])\.?azure-pipelines[^\\/]*\.ya?ml$/i, 'azure'],
  [/(?:^|[\\/])(?:[^\\/]*\.gitlab-ci|bitbucket-pipelines|\.travis)\.ya?ml$/i, 'ci'],
  [/[\\/]\.circleci[\\/][^\\/]+\.ya?ml$/i, 'ci'],
  [/[\\/]\.teamcity[\\/]/i, 'other'],
];
const alwaysIgnored = ['node_modules', '.git', '.hg', '.svn', '.venv', 'venv'];

/** Kind of a file that is looked through for secrets; undefined for all others. */
export function secretFileKind(document: vscode.TextDocument): FileKind | undefined {
  const { uri, fileName, isClosed } = document;
  if (isClosed || (uri.scheme !== 'file' && uri.scheme !== 'untitled' && uri.scheme !== 'vscode-remote'))
    return undefined;
  // Other YAML is left alone.
  const kind = names.find(([name]) => name.test(fileName))?.[1] ?? kinds[editorLanguage(document)];
  if (!kind || isIgnored(uri)) return undefined;
  return document.getText().length > maxSecretFileLength ? undefined : kind;
}

/** Whether it lies in a folder that the editor leaves out of its list or its search. */
function isIgnored(uri: vscode.Uri): boolean {
  const folders = uri.path.split('/').slice(0, -1);
  const excluded = ['files.exclude', 'search.exclude'].flatMap(key => {
    const patterns: unknown = vscode.workspace.getConfiguration(undefined, uri).get(key);
    return isObject(patterns) ? Object.keys(patterns).filter(pattern => patterns[pattern] === true) : [];
  });
  const names = new Set([...alwaysIgnored, ...excluded.map(nameIn)]);
  return folders.some(folder => folder !== '' && names.has(folder));
}

/** `any/out`, `out/**`, `out`: the name of the folder; patterns of other forms name none. */
function nameIn(pattern: string): string {
  const name = pattern.replace(/^\*\*\//, '').replace(/\/\*{0,2}$/, '');
  return /[*?{[/]/.test(name) ? '' : name;
}
