import { dirname, posix } from 'node:path';
import { cores, roomOf } from './rooms.ts';

export interface SourceFile {
  /** Below `src`. */
  readonly path: string;
  readonly text: string;
}

/** What a file imports, types and late imports included, as it is written. */
export function importsOf(text: string): string[] {
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(match => match[1] ?? []);
}

/**
 * Static imports of values from another core's `index.ts`. The bundler shares code file by file, so that such an import
 * loads all that the index exports. An `import()` of an index, and an `import type`, load nothing.
 */
export function importsOfIndexes(files: readonly SourceFile[]): string[] {
  return files.flatMap(({ path, text }) =>
    [...text.matchAll(/^(?:import|export) (?!type\b)(?:[^';]*? from )?'(\.[^']+)';/gm)]
      .map(([, imported = '']) => posix.join(dirname(path), imported))
      .filter(
        imported => posix.dirname(imported) !== dirname(path) && cores.some(core => imported === `${core}/index.ts`),
      )
      .map(imported => `${path} imports ${imported}: import from the file that declares the value`),
  );
}

/** Imports that no room allows, each with where the file belongs instead. */
export function wrongImports(files: readonly SourceFile[]): string[] {
  return files.flatMap(file => ownImports(file).flatMap(imported => wrongImport(file.path, imported) ?? []));
}

/** Paths below `src` that a file imports. */
function ownImports({ path, text }: SourceFile): string[] {
  return importsOf(text)
    .filter(each => each.startsWith('.'))
    .map(each => posix.join(dirname(path), each));
}

function wrongImport(path: string, imported: string): string | undefined {
  const [from, to] = [roomOf(path), roomOf(imported)];
  if (from && to && (from === to || from.imports.includes(to.folder))) return undefined;
  return `${path} imports ${imported}: ${advice(path, imported)}`;
}

function advice(path: string, imported: string): string {
  const products = ['jenkins', 'jira'];
  const [one, other] = [productOf(path), productOf(imported)];
  if (one && other && one !== other && products.includes(one)) {
    return path.startsWith('workbench/')
      ? 'what knows both products belongs into workbench/together'
      : 'clients know nothing of each other: hand a value over, from workbench/together';
  }
  const room = roomOf(imported)?.folder ?? dirname(imported);
  return `the file belongs into ${room} or above it, or gets what it needs handed over`;
}

function productOf(path: string): string | undefined {
  return /^(?:workbench\/)?(jenkins|jira)\//.exec(path)?.[1];
}

/** Circles of files that import each other, the shortest way round of each. */
export function circlesIn(files: readonly SourceFile[]): string[] {
  const known = new Set(files.map(({ path }) => path));
  const imports = new Map(files.map(file => [file.path, ownImports(file).filter(path => known.has(path))]));
  const found = new Map<string, string>();
  for (const path of known) {
    const circle = wayRound(path, imports);
    const key = circle && [...new Set(circle)].sort().join(' ');
    if (circle && key && !found.has(key)) found.set(key, circle.join(' → '));
  }
  return [...found.values()];
}

function wayRound(start: string, imports: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const before = new Map<string, string>();
  const waiting = [start];
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    for (const next of imports.get(path) ?? []) {
      if (next === start) return [...wayTo(path, before, start), start];
      if (before.has(next)) continue;
      before.set(next, path);
      waiting.push(next);
    }
  }
  return undefined;
}

function wayTo(path: string, before: ReadonlyMap<string, string>, start: string): string[] {
  const way = [path];
  for (let at = path; at !== start; ) {
    at = before.get(at) ?? start;
    way.unshift(at);
  }
  return way;
}
