// Clicks on links of a log, whose lines a build prints as it likes.
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { linksIn } from '../../../src/logs/index.ts';
import { type Act, type Stage, scene } from '../scene.ts';

interface Click {
  readonly name: string;
  /** Line of the log, for the folder of the scene. */
  readonly line: (folder: string) => string;
  /** Files to make, and links: from the path to its target. */
  readonly files?: readonly string[];
  readonly symlinks?: Readonly<Record<string, string>>;
  readonly mapped?: { readonly remote: string; readonly local: string };
  /** File that may be opened; absent: none. */
  readonly opens?: string;
}

const mapped = { remote: '/agent', local: 'elsewhere' };

const clicks: readonly Click[] = [
  { name: 'a file of the workspace', line: () => 'src/a.c:3: error', files: ['ws/src/a.c'], opens: 'ws/src/a.c' },
  {
    name: 'a file through a symlink out of the workspace',
    line: () => 'src/a.c:3: error',
    files: ['outside/a.c'],
    symlinks: { 'ws/src': 'outside' },
  },
  {
    name: 'a file that is a symlink out of the workspace',
    line: () => 'src/a.c:3: error',
    files: ['outside/a.c'],
    symlinks: { 'ws/src/a.c': 'outside/a.c' },
  },
  {
    name: 'a file of the same name behind a symlink out of the workspace',
    line: () => '/build/other/a.c:3: error',
    files: ['outside/deep/a.c'],
    symlinks: { 'ws/src': 'outside' },
  },
  {
    name: 'a file through a symlink within the workspace',
    line: () => 'src/a.c:3: error',
    files: ['ws/real/a.c'],
    symlinks: { 'ws/src': 'ws/real' },
    opens: 'ws/src/a.c',
  },
  {
    name: 'a file beside the workspace, by dots',
    line: () => '../outside/a.c:3: error',
    files: ['outside/a.c', 'ws/b.c'],
  },
  {
    name: 'a file beside the workspace, by its whole path',
    line: folder => `${folder}/outside/a.c:3: error`,
    files: ['outside/a.c', 'ws/b.c'],
  },
  {
    name: 'a file of a mapped folder',
    line: () => '/agent/src/a.c:3: error',
    files: ['elsewhere/src/a.c', 'ws/b.c'],
    mapped,
    opens: 'elsewhere/src/a.c',
  },
  {
    name: 'a file out of a mapped folder, by dots',
    line: () => '/agent/src/../../outside/a.c:3: error',
    files: ['outside/a.c', 'elsewhere/src/b.c', 'ws/b.c'],
    mapped,
  },
  {
    name: 'a file through a symlink out of a mapped folder',
    line: () => '/agent/src/a.c:3: error',
    files: ['outside/a.c', 'elsewhere/b.c', 'ws/b.c'],
    symlinks: { 'elsewhere/src': 'outside' },
    mapped,
  },
];

/** Follows each link of the line, as a click in the view of a log does. */
async function click(stage: Stage, { line, files = [], symlinks = {}, mapped: mapping }: Click): Promise<string> {
  const { FileFinder, openPlace } = await import('../../../src/workbench/jenkins/logs/fileFinder.ts');
  const { folder, openWorkspace, opened } = stage;
  const make = async (path: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    return join(folder, path);
  };
  await make('ws/.');
  for (const file of files) await writeFile(await make(file), '');
  for (const [path, target] of Object.entries(symlinks)) await symlink(join(folder, target), await make(path));
  openWorkspace(join(folder, 'ws'), mapping && [{ ...mapping, local: join(folder, mapping.local) }]);
  const places = linksIn(line(folder)).flatMap(({ place }) => place ?? []);
  // Without a log, nothing runs in the background.
  const finder = new FileFinder(undefined as never);
  for (const place of places) await openPlace(finder, place, undefined);
  return `(${places.length} links, opened: ${opened.map(path => relative(folder, path)).join() || 'none'})`;
}

export const links: Act = {
  line: 'links of logs open in the workspace and its mappings only, after all is resolved',
  scenes: clicks.map(each =>
    scene(`a click on ${each.name}`, {
      ...(each.name.startsWith('a file through a symlink out of the workspace') && { isQuick: true as const }),
      play: stage => click(stage, each),
      words: new RegExp(`\\([1-9] links, opened: ${each.opens ?? 'none'}\\)`),
    }),
  ),
};
