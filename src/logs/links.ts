import { posix } from 'node:path';
import { countOf } from './characters.ts';
import { notInLine } from './linePattern.ts';
import type { RowLink } from './row.ts';

/** A place in a file, as a line of a log names it. */
export interface FilePlace {
  /** As it was written, with slashes or backslashes. */
  readonly path: string;
  /** Counted from 1. */
  readonly line: number | undefined;
  readonly column: number | undefined;
}

const url = /\bhttps?:\/\/[^\s"'<>`{}|\\^\u0000-\u001f]+/g;
/** Letters of any alphabet, without signs and frames. */
const letters = String.raw`\u00c0-\u024f\u0370-\u1fff\u2c00-\u2dff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af`;
const nameCharacters = String.raw`\w.@+~${letters}-`;
/** Piece of a name: also a part in brackets, as in routes (`[id].tsx`). */
const name = String.raw`(?:[${nameCharacters}]|\[[\w.-]{1,60}\])+`;
/** Begins where no path begins earlier; that of an address of a file lies behind its slashes. */
const begin = String.raw`(?:(?<![${nameCharacters}/\\\]])|(?<=\bfile://)(?=/)|(?<=\bfile:///)(?=[A-Za-z]:))`;
const folders = String.raw`(?:[A-Za-z]:[\\/]|\.{0,2}/)?(?:${name}[\\/])*`;
/** Files that need no ending. */
const plainNames =
  '(?:Dockerfile|Containerfile|Makefile|makefile|GNUmakefile|Jenkinsfile|Rakefile|Gemfile|Vagrantfile|Justfile|BUILD)';
/** Names of files end with letters after a dot; before that, folders of either kind of slash, or a drive. */
const path = String.raw`${begin}${folders}(?:${plainNames}(?![\w.])|${name}\.[A-Za-z]\w{0,9})`;
/** An absolute path with blanks, where it begins its line. */
const pathWithBlanks = String.raw`(?<=^(?:\[[^\]\n]{1,80}\] ?){0,3}[ \t]{0,40}|^[ \t]{0,8}at .{1,300} in )(?:[A-Za-z]:)?[\\/][^:"'<>|*?()\n]{1,400}\.[A-Za-z]\w{0,9}`;
const brackets = String.raw`(?:: ?)?\((?<line2>\d+)(?:, ?(?<column2>\d+))?(?:[,-]\d+){0,2}\)`;
/** Words before the number, of .NET, PHP, shells and Perl. */
const words = String.raw`(?::| on)? ?\bline (?<line3>\d+)`;
const colons = String.raw`:(?<line>\d+)(?::(?<column>\d+))?(?![\w/])`;
/**
 * `a/b.c:12:5`, `a/b.ts(12,5)`, `File "a.py", line 12`, `Foo.java:[12,5]`, `(Foo.java:42)`, `a.cs:line 12`, `a.php on
 * line 12`: a name with a line. A name without one is a link only where folders stand before it.
 */
const places = [
  /(?:File )?"(?<path>[^"\n]+)", line (?<line>\d+)/g,
  /"(?<path>[^"\n]+\.[A-Za-z]\w{0,9})",(?<line>\d+)/g,
  new RegExp(
    `(?<path>${pathWithBlanks})(?::\\[(?<line4>\\d+),(?<column4>\\d+)\\]|${colons}|${brackets}|${words})`,
    'g',
  ),
  new RegExp(String.raw`(?<path>${path})(?::\[(?<line>\d+),(?<column>\d+)\]|${brackets}|${words})`, 'g'),
  new RegExp(`(?<path>${path})${colons}`, 'g'),
  new RegExp(
    String.raw`${begin}(?<path>(?:[A-Za-z]:[\\/]|\.{0,2}/|${name}[\\/])(?:${name}[\\/])*${name}\.[A-Za-z]\w{0,9})`,
    'g',
  ),
];

/** Endings of files of source and text. A name without folders and with another one is a host with its port. */
const endings = new Set(
  (
    'asm astro bash bat bazel bzl c cc cfg clj cljs cls cmake cmd coffee conf cpp cs csproj css cu cxx d dart def ' +
    'edn el elm env erb erl ex exs f f90 f95 feature fs fsx gd go gql gradle graphql groovy h haml hbs hcl hh hpp hrl hs ' +
    'htm html hxx inc ini ipynb java js json jsonc jsp jsx kt kts less lhs lisp log lua m mak md mjs cjs mk ml mli mm mts ' +
    'cts nim nix nu pas php phtml pl pm pp properties proto ps1 psm1 pug py pyi pyx r rb rmd robot rs rst s sass sbt sc ' +
    'scala scm scss sh sln sol sql styl sv svelte svg swift t tcl tex tf tfvars thrift toml ts tsv tsx txt v vb vbs vhd ' +
    'vhdl vue wsdl xaml xhtml xml xsd xsl xslt yaml yml zig zsh bats csv adb ads'
  ).split(' '),
);

interface FoundLink extends RowLink {
  readonly place?: FilePlace;
}

/** The links in a text, in order, none over another. */
export function linksIn(text: string): FoundLink[] {
  let found: FoundLink[] = [];
  for (const { 0: match, index } of text.matchAll(url)) {
    const address = trimmedAddress(match);
    found.push({ start: index, end: index + address.length, kind: 'url' });
  }
  // Most lines name no file.
  if (!/\.[A-Za-z]|file\b|\bBUILD\b/.test(text)) return found;
  for (const pattern of places) found = withFiles(found, text.matchAll(pattern));
  return found;
}

/** Adds the files that lie beside the links. Both are in order. */
function withFiles(links: readonly FoundLink[], matches: Iterable<RegExpExecArray>): FoundLink[] {
  const all: FoundLink[] = [];
  let at = 0;
  for (const match of matches) {
    const end = match.index + match[0].length;
    for (let link = links[at]; link && link.end <= match.index; link = links[++at]) all.push(link);
    const isFree = end <= (links[at]?.start ?? end);
    const place = placeOf(match.groups);
    if (isFree && !isHost(place)) all.push({ start: match.index, end, kind: 'file', place });
  }
  return [...all, ...links.slice(at)];
}

/** Without the punctuation of the sentence that an address ends. */
function trimmedAddress(address: string): string {
  // A closing bracket belongs to the sentence, unless it was opened in the address.
  let surplus = countOf(address, ')') - countOf(address, '(');
  let end = address.length;
  for (let last = address[end - 1] ?? ''; last !== ''; last = address[end - 1] ?? '') {
    if (last === ')' ? surplus <= 0 : !punctuation.includes(last)) break;
    if (last === ')') surplus--;
    end--;
  }
  return address.slice(0, end);
}

const punctuation = `.,;:!?'"*`;

function placeOf(groups: Record<string, string | undefined> = {}): FilePlace {
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  return {
    path: groups['path'] ?? '',
    line: number(groups['line'] ?? groups['line2'] ?? groups['line3'] ?? groups['line4']),
    column: number(groups['column'] ?? groups['column2'] ?? groups['column4']),
  };
}

/** Whether a place is rather a host and its port, such as `db.example.com:5432`. */
function isHost({ path: name, line, column }: FilePlace): boolean {
  if (line === undefined || column !== undefined || /[\\/]/.test(name)) return false;
  const ending = /\.([A-Za-z]\w*)$/.exec(name)?.[1];
  return ending !== undefined && !endings.has(ending.toLowerCase());
}

/** Pattern of the lines that name a build's working folder on the agent, with the time before them or without. */
export const workspacePattern = {
  source: String.raw`^(?:\[\d{4}-${notInLine(']')}*\] ?)?(?:Building .*?in workspace |Running on .+? in ).+$`,
  flags: '',
};

/** Finds the build's working folder on the agent: the last one that the log names. */
export function workspaceIn(text: string): string | undefined {
  const found = /^(?:Building (?:remotely )?.*?in workspace |Running on .+? in )(.+?)\s*$/.exec(text);
  return found?.[1];
}

/** Longest path and name that file systems have, in characters. */
const maxPath = 4096;
const maxName = 255;

/** Maps a folder of the agent to a folder of this machine. */
export interface PathMapping {
  readonly remote: string;
  /** Empty: the workspace's own folder. */
  readonly local: string;
}

/** Candidate for a file of the agent: a path below a folder of this machine. */
export interface CandidateFile {
  /** Empty: any folder of the workspace. */
  readonly folder: string;
  /** With slashes; leads nowhere above the folder. */
  readonly path: string;
}

/**
 * Candidates for a file of the agent on this machine, the likeliest first: by the mappings, then below the workspace of
 * the build, then as it stands. A path that would lead out of its folder is none: a log may have been written to have
 * a file opened.
 */
export function candidatePaths(
  path: string,
  mappings: readonly PathMapping[],
  buildWorkspaces: readonly string[],
): CandidateFile[] {
  if (path.length > maxPath) return [];
  const wanted = path.replaceAll('\\', '/');
  const below = (folder: string) => relativeTo(wanted, folder.replaceAll('\\', '/'));
  const mapped = mappings.map(({ remote, local }) => ({ folder: local, path: below(remote) }));
  const guessed = [...buildWorkspaces.map(below), wanted].map(each => ({ folder: '', path: each }));
  const candidates = [...mapped, ...guessed].flatMap(({ folder, path: rest }) => {
    const inside = rest === undefined ? undefined : pathInside(rest);
    return inside === undefined ? [] : [{ folder, path: inside }];
  });
  const isNew = ({ folder, path: rest }: CandidateFile, at: number) =>
    candidates.findIndex(each => each.folder === folder && each.path === rest) === at;
  return candidates.filter(isNew);
}

/** Name of the file of a path; undefined for one that no file has. */
export function nameOf(path: string): string | undefined {
  const name = path.split(/[\\/]/).at(-1) ?? '';
  return name === '' || name.length > maxName ? undefined : name;
}

/** Glob for the files of a name in any folder. A sign of globs stands for any character: other names match, too. */
export function globOf(name: string): string {
  return `**/${name.replace(/[*?{}[\]!,]/g, '?')}`;
}

/** Relative path without detours; undefined for absolute ones, of any system, and those that lead above. */
function pathInside(path: string): string | undefined {
  const plain = posix.normalize(path);
  return /^(?:\/|\.\.(?:\/|$))|[:\0]/.test(plain) ? undefined : plain;
}

function relativeTo(path: string, folder: string): string | undefined {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  // Drives and folders of Windows are written in either case.
  const isWindows = /^[A-Za-z]:/.test(base);
  const fits = isWindows ? path.toLowerCase().startsWith(base.toLowerCase()) : path.startsWith(base);
  return fits ? path.slice(base.length) : undefined;
}

/** Number of equal path segments, counted from the end. */
export function commonEnd(a: string, b: string): number {
  const one = a.split(/[\\/]/).reverse();
  const other = b.split(/[\\/]/).reverse();
  let same = 0;
  while (same < one.length && one[same] === other[same]) same++;
  return same;
}
