import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { safeParts, UnsafePathError } from '../../../jenkins/artifacts/artifacts.ts';
import { downloadArtifact } from '../../../jenkins/artifacts/downloadArtifact.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { Background } from '../../shell/commands/background.ts';
import {
  askModal,
  notifyError,
  notifyWarning,
  type Progress,
  showInformation,
  withProgress,
} from '../../shell/messages/notifications.ts';
import { sizeWords } from '../../shell/words/sizeWords.ts';
import type { ArtifactRef } from './artifactNodes.ts';

const { t } = vscode.l10n;

export interface DownloadDeps {
  readonly sessions: Sessions;
  readonly background: Background;
}

interface Target {
  readonly path: string;
  readonly file: string;
}

/** Asks for a folder and saves artifacts into it, with progress; after a cancellation a later download resumes. */
export async function downloadAll({ sessions, background }: DownloadDeps, ref: ArtifactRef): Promise<void> {
  const name = `${readableName(ref.job)} #${ref.number}`;
  const folder = await askFolder(ref);
  if (!folder) return;
  const { targets, unsafe } = targetsIn(folder, ref);
  const wanted = await withoutExisting(targets);
  if (!wanted) return;
  const done = await withProgress(t('Downloading artifacts of {0}', name), async (signal, report) => {
    try {
      return await download({ sessions, ref, folder, signal }, wanted, report);
    } catch (error) {
      if (signal.aborted) return undefined;
      throw new Failure(t('Could not download the artifacts of {0}.', name), error, ref.connection);
    }
  });
  const refused = [...unsafe, ...(done?.unsafe ?? [])];
  if (refused.length > 0) notifyUnsafe(refused);
  if (done) background.run(() => notifyDone(done.targets, folder));
}

async function askFolder(ref: ArtifactRef): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    canSelectFiles: false,
    canSelectFolders: true,
    openLabel: t('Download Here'),
    title: t('Select a folder for the artifacts of {0} #{1}', readableName(ref.job), ref.number),
  });
  const [uri] = chosen ?? [];
  if (uri && uri.scheme !== 'file') {
    notifyError(t('Artifacts can only be saved to a folder on this machine.'));
    return undefined;
  }
  return uri?.fsPath;
}

interface Sorted {
  readonly targets: Target[];
  /** Paths that would leave the folder. */
  readonly unsafe: string[];
}

function targetsIn(folder: string, { paths, below }: ArtifactRef): Sorted {
  const targets: Target[] = [];
  const unsafe: string[] = [];
  for (const path of paths) {
    try {
      const parts = safeParts(path);
      const skipped = below === '' ? 0 : below.split('/').length - 1;
      targets.push({ path, file: join(folder, ...parts.slice(skipped)) });
    } catch (error) {
      if (!(error instanceof UnsafePathError)) throw error;
      unsafe.push(path);
    }
  }
  return { targets, unsafe };
}

/** Asks how to treat existing files; undefined when nothing is to be saved. */
async function withoutExisting(targets: readonly Target[]): Promise<readonly Target[] | undefined> {
  const exists = await Promise.all(
    targets.map(({ file }) =>
      // A symlink whose target is missing exists too.
      lstat(file).then(
        () => true,
        () => false,
      ),
    ),
  );
  const there = targets.filter((_, at) => exists[at]);
  if (there.length === 0) return targets;
  const overwrite = t('Overwrite');
  const skip = t('Skip');
  const chosen = await askModal(
    t('{0} of the files already exist.', there.length),
    {
      detail: there
        .slice(0, 10)
        .map(({ file }) => file)
        .join('\n'),
    },
    overwrite,
    skip,
  );
  if (chosen === overwrite) return targets;
  return chosen === skip ? targets.filter((_, at) => !exists[at]) : undefined;
}

interface DownloadJob {
  readonly sessions: Sessions;
  readonly ref: ArtifactRef;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** @returns the saved ones, and those that a symlink on the disk would put outside the folder */
async function download(
  { sessions, ref, folder, signal }: DownloadJob,
  targets: readonly Target[],
  report: Progress,
): Promise<Sorted> {
  const session = sessions.jenkins(ref.connection);
  const externalTransport = sessions.externalTransport(ref.connection);
  const done: Sorted = { targets: [], unsafe: [] };
  for (const [at, target] of targets.entries()) {
    const { path, file } = target;
    const place = { job: ref.job, number: ref.number, path };
    let told = 0;
    const onProgress = (bytes: number, total: number | undefined) => {
      if (Date.now() - told < 200) return;
      told = Date.now();
      const size = total === undefined ? sizeWords(bytes) : t('{0} of {1}', sizeWords(bytes), sizeWords(total));
      report({ message: t('{0}/{1}: {2} ({3})', at + 1, targets.length, path, size) });
    };
    try {
      await downloadArtifact(session, place, file, { signal, externalTransport, onProgress, folder });
      done.targets.push(target);
    } catch (error) {
      if (!(error instanceof UnsafePathError)) throw error;
      done.unsafe.push(path);
    }
    report({ increment: 100 / targets.length });
  }
  return done;
}

function notifyUnsafe(paths: readonly string[]): void {
  notifyWarning(t('Not downloaded because their names point outside the folder: {0}', paths.slice(0, 5).join(', ')));
}

async function notifyDone(targets: readonly Target[], folder: string): Promise<void> {
  const [only] = targets;
  if (!only) return;
  const open = t('Open');
  const reveal = t('Show in Folder');
  const one = targets.length === 1;
  const text = one ? t('Downloaded {0}.', only.file) : t('Downloaded {0} artifacts to {1}.', targets.length, folder);
  const chosen = await showInformation(text, ...(one ? [open] : []), reveal);
  const uri = vscode.Uri.file(only.file);
  if (chosen === open) await vscode.commands.executeCommand('vscode.open', uri);
  if (chosen === reveal) await vscode.commands.executeCommand('revealFileInOS', uri);
}
