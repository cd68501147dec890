// The editors of the rig. Each is a folder with a package.json and a lock of its own, so that none finds another's
// modules; the oldest also brings the Node that it shipped with.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

export type Editor = 'newest' | 'oldest';

export interface Rig {
  readonly editor: Editor;
  readonly folder: string;
  /** Folder of the VS Code server and workbench. */
  readonly vscode: string;
  readonly serverMain: string;
  /** Folder of the npm package `node` that runs the server; absent before the installation. */
  readonly nodePackage: string;
}

const root = resolve(import.meta.dirname, '../../..');

const folders: Readonly<Record<Editor, string>> = {
  newest: import.meta.dirname,
  oldest: join(import.meta.dirname, '../oldest'),
};

export function rigOf(editor: Editor): Rig {
  const folder = folders[editor];
  const vscode = join(folder, 'node_modules/code-server/lib/vscode');
  return {
    editor,
    folder,
    vscode,
    serverMain: join(vscode, 'out/server-main.js'),
    nodePackage: join(editor === 'newest' ? root : folder, 'node_modules/node'),
  };
}

/** The Node to run the server with. */
export function nodeOf({ nodePackage, editor }: Rig): string {
  const node = join(nodePackage, 'bin/node');
  if (existsSync(node)) return node;
  if (editor === 'newest') return process.execPath;
  throw new Error('The Node of the oldest editor is not installed: run "npm run rig oldest".');
}
