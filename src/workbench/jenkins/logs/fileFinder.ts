import * as vscode from 'vscode';
import { asString, asText, isObject } from '../../../base/json.ts';
import { liesIn } from '../../../base/liesIn.ts';
import {
  type CandidateFile,
  candidatePaths,
  commonEnd,
  type FilePlace,
  globOf,
  nameOf,
  type PathMapping,
  workspaceIn,
  workspacePattern,
} from '../../../logs/links.ts';
import { LogScan } from '../../../logs/logScan.ts';
import type { Scanner } from '../../../logs/scanner.ts';
import type { Spool } from '../../../logs/spool.ts';
import type { Background } from '../../shell/commands/background.ts';
import { shownItems } from '../../shell/dialogs/shownItems.ts';
import { showInformation } from '../../shell/messages/notifications.ts';

const { t } = vscode.l10n;

const mappingsKey = 'jenkinsJira.logs.pathMappings';
const maxFound = 100;
const maxWorkspaces = 20;

/** Finds files of the workspace by their paths on the agent, as a text of a build names them. */
export class FileFinder {
  private readonly background: Background;
  private readonly scanner: Scanner | undefined;
  private readonly workspaces = new WeakMap<Spool, Promise<readonly string[]>>();

  /** @param scanner finds the build's working folder in logs; not needed without a log */
  constructor(background: Background, scanner?: Scanner) {
    this.background = background;
    this.scanner = scanner;
  }

  /** Finds the files that a place may be in, the likeliest first; more than one when they cannot be distinguished. */
  async find(place: FilePlace, spool: Spool | undefined): Promise<vscode.Uri[]> {
    const builds = spool && this.scanner ? await this.workspacesOf(spool, this.scanner) : [];
    for (const candidate of candidatePaths(place.path, mappings(), builds)) {
      const found = await firstThatExists(urisOf(candidate));
      if (found) return [found];
    }
    return byName(place.path);
  }

  /** Working folders that the log names; read once, as they stand near the beginning. */
  private workspacesOf(spool: Spool, scanner: Scanner): Promise<readonly string[]> {
    const known = this.workspaces.get(spool) ?? scan(spool, scanner, this.background);
    this.workspaces.set(spool, known);
    return known;
  }
}

async function scan(spool: Spool, scanner: Scanner, background: Background): Promise<readonly string[]> {
  const found = new LogScan(spool, scanner, workspacePattern, { maxHits: maxWorkspaces, textLength: 1000 });
  await background.optional('The folders that a log names could not be read', () =>
    found.advance(true, new AbortController().signal),
  );
  const lines = Array.from({ length: found.count }, (_, index) => found.text(index));
  return lines.flatMap(line => workspaceIn(line.replace(/^\[\d{4}-[^\]]*\] ?/, '')) ?? []);
}

/** Opens a place of a file; asks where several files match, and explains a remedy where none does. */
export async function openPlace(finder: FileFinder, place: FilePlace, spool: Spool | undefined): Promise<void> {
  const found = await finder.find(place, spool);
  const uri = found.length > 1 ? await choose(place, found) : found[0];
  if (uri) {
    const at = new vscode.Position(Math.max(0, (place.line ?? 1) - 1), Math.max(0, (place.column ?? 1) - 1));
    const document = await vscode.workspace.openTextDocument(uri);
    // Not in the tab of the log, which may be a preview itself.
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at), preview: false });
  } else if (found.length === 0) {
    await notifyMissing(place);
  }
}

async function choose(place: FilePlace, found: readonly vscode.Uri[]): Promise<vscode.Uri | undefined> {
  const items = found.map(uri => ({ label: vscode.workspace.asRelativePath(uri), uri }));
  const chosen = await vscode.window.showQuickPick(shownItems(items), {
    title: t('Select the file for {0}', place.path),
  });
  return chosen?.uri;
}

async function notifyMissing(place: FilePlace): Promise<void> {
  const change = t('Edit Path Mappings');
  const chosen = await showInformation(
    t('No file in this workspace matches {0}. If it is in another folder, add a path mapping.', place.path),
    change,
  );
  if (chosen === change) await vscode.commands.executeCommand('workbench.action.openSettings', mappingsKey);
}

function mappings(): PathMapping[] {
  const value: unknown = vscode.workspace.getConfiguration().get(mappingsKey);
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).flatMap(entry => {
    const remote = asString(entry['remote']);
    return remote ? [{ remote, local: asText(entry['local']) }] : [];
  });
}

interface PlacedUri {
  readonly folder: vscode.Uri;
  readonly file: vscode.Uri;
}

/** URIs of a candidate in its folder, or in each folder of the workspace. */
function urisOf({ folder, path }: CandidateFile): PlacedUri[] {
  const roots = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const [first] = roots;
  // Mapped folders are in the file system of the workspace.
  const mapped = first && first.scheme !== 'file' ? first.with({ path: folder }) : vscode.Uri.file(folder);
  const folders = folder === '' ? roots : [mapped];
  return folders.map(each => ({ folder: each, file: vscode.Uri.joinPath(each, path) }));
}

async function firstThatExists(uris: readonly PlacedUri[]): Promise<vscode.Uri | undefined> {
  for (const { folder, file } of uris) {
    const isFile = await vscode.workspace.fs.stat(file).then(
      ({ type }) => (type & vscode.FileType.File) !== 0,
      () => false,
    );
    if (isFile && (await isInside(folder, file))) return file;
  }
  return undefined;
}

/** A symlink in the folder may lead out of it. */
async function isInside(folder: vscode.Uri, file: vscode.Uri): Promise<boolean> {
  return file.scheme !== 'file' || liesIn(folder.fsPath, file.fsPath).catch(() => false);
}

/** Finds files of the same name; of several, those with the most common folders. */
async function byName(path: string): Promise<vscode.Uri[]> {
  const name = nameOf(path);
  if (name === undefined) return [];
  const found = await vscode.workspace.findFiles(globOf(name), undefined, maxFound);
  const named = found.filter(uri => nameOf(uri.path)?.toLowerCase() === name.toLowerCase());
  // The search of VS Code follows symlinks.
  const inside = await Promise.all(
    named.map(async uri => {
      const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri;
      return folder && (await isInside(folder, uri)) ? [uri] : [];
    }),
  );
  const same = inside.flat().map(uri => ({ uri, common: commonEnd(path, uri.path) }));
  const best = Math.max(...same.map(({ common }) => common));
  return same.filter(({ common }) => common === best).map(({ uri }) => uri);
}
