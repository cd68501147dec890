import * as vscode from 'vscode';
import type { ReportedTest } from '../../../jenkins/tests/testReport.ts';
import { commonEnd } from '../../../logs/links.ts';
import { partsOfClass, placesInTrace, stemOf } from '../../../logs/tracePlace.ts';
import type { FileFinder } from '../logs/fileFinder.ts';

/** Files of a stack trace that are searched in the workspace. */
const maxFiles = 4;
/** Searches of the workspace for a build. */
const maxSearches = 200;
const maxFound = 20;
const maxFileBytes = 2_000_000;
/** Endings of files that hold tests, where only the name of a class is known. */
const endings = 'java,kt,groovy,scala,cs,fs,vb,py,rb,php,ts,tsx,js,jsx,mjs,cjs,mts,cts,cc,cpp,cxx,swift,rs,dart,ex,exs';

/** Limit of a name that is searched in a file, in characters. */
const maxName = 300;

/** Finds tests in the workspace: by their stack traces, or by the names of their classes. */
export class TestPlaces {
  private readonly finder: FileFinder;
  private readonly found = new Map<string, Promise<readonly vscode.Uri[]>>();

  constructor(finder: FileFinder) {
    this.finder = finder;
  }

  /** Whether a file of this name may hold a test: a guess that takes no time. */
  mayBeIn({ className, stackTrace }: ReportedTest, fileName: string): boolean {
    return stackTrace.includes(fileName) || partsOfClass(className).includes(stemOf(fileName));
  }

  /** Finds the place of a test, where it is certain. */
  async find(test: ReportedTest): Promise<vscode.Location | undefined> {
    const places = await this.candidates(test);
    return places.length === 1 ? places[0] : undefined;
  }

  /** Finds the places where a test may be; several where files cannot be told apart. */
  async candidates(test: ReportedTest): Promise<vscode.Location[]> {
    for (const place of placesInTrace(test.stackTrace, test.className).slice(0, maxFiles)) {
      const uris = likeliest(await this.search(place.path, () => this.finder.find(place, undefined)), test);
      const at = new vscode.Position(Math.max(0, (place.line ?? 1) - 1), 0);
      if (uris.length > 0) return uris.map(uri => new vscode.Location(uri, at));
    }
    const uris = likeliest(await this.search(`class ${test.className}`, () => this.byClass(test.className)), test);
    return Promise.all(uris.map(async uri => new vscode.Location(uri, await lineOf(uri, test))));
  }

  private search(key: string, search: () => Promise<readonly vscode.Uri[]>): Promise<readonly vscode.Uri[]> {
    const known = this.found.get(key);
    if (known || this.found.size >= maxSearches) return known ?? Promise.resolve([]);
    const found = search();
    this.found.set(key, found);
    return found;
  }

  private async byClass(className: string): Promise<readonly vscode.Uri[]> {
    if (/[/\\]/.test(className))
      return this.finder.find({ path: className, line: undefined, column: undefined }, undefined);
    const names = partsOfClass(className)
      .slice(-2)
      .filter(part => /^[\w-]{1,100}$/.test(part));
    if (names.length === 0) return [];
    const found = await vscode.workspace.findFiles(`**/{${names},}.{${endings}}`, undefined, maxFound);
    // The search of VS Code follows symlinks: the finder knows which files lie in the workspace.
    const paths = found.map(uri => ({
      path: vscode.workspace.asRelativePath(uri, false),
      line: undefined,
      column: undefined,
    }));
    const inside = await Promise.all(paths.map(path => this.finder.find(path, undefined)));
    return inside.flatMap(([uri]) => uri ?? []);
  }
}

/** Those whose folders have the most in common with the class. */
function likeliest(uris: readonly vscode.Uri[], { className }: ReportedTest): vscode.Uri[] {
  if (uris.length < 2) return [...uris];
  const path = partsOfClass(className).join('/');
  const shared = uris.map(uri => commonEnd(path, uri.path.replace(/\.[^./]*$/, '')));
  const most = Math.max(...shared);
  return uris.filter((_, index) => shared[index] === most);
}

/** Line of a file that names a test first; the first one where none does. */
async function lineOf(uri: vscode.Uri, { name }: ReportedTest): Promise<vscode.Position> {
  const own = name.slice(0, maxName).replace(/\s*(?:\[[^\]]*\]|\([^)]*\))\s*$/, '');
  const { size } = await vscode.workspace.fs.stat(uri);
  if (own === '' || size > maxFileBytes) return new vscode.Position(0, 0);
  const text = Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8');
  const isWord = (at: number) => !/\w/.test(text[at] ?? ' ');
  for (let at = text.indexOf(own); at >= 0; at = text.indexOf(own, at + 1)) {
    if (isWord(at - 1) && isWord(at + own.length))
      return new vscode.Position(text.slice(0, at).split('\n').length - 1, 0);
  }
  return new vscode.Position(0, 0);
}
