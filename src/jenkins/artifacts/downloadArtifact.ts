import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createFolderInside } from '../../base/folderInside.ts';
import { type DownloadControl, download, type ResumePoint } from '../../http/download.ts';
import { Method } from '../../http/httpClient.ts';
import type { Transport } from '../../http/transport.ts';
import type { JenkinsSession } from '../session/session.ts';
import { artifactPath, openArtifact, UnsafePathError } from './artifacts.ts';

/** Identity of an artifact. */
export interface ArtifactPlace {
  readonly job: string;
  readonly number: number;
  /** As Jenkins names it. */
  readonly path: string;
}

export interface DownloadOptions extends DownloadControl {
  /** Transport for foreign storage, see {@link openArtifact}. */
  readonly externalTransport: Transport;
  /** Folder that no symlink may lead out of. */
  readonly folder?: string;
}

/**
 * Saves an artifact as a file. An interrupted download resumes, also when it is begun again later, unless the file has
 * changed on the server meanwhile.
 * @param target path of the file; its folder is created
 * @throws UnsafePathError when a symlink leads out of the folder; RequestError when it cannot be read, the errors of the
 *   file system, the signal's reason
 */
export async function downloadArtifact(
  session: JenkinsSession,
  { job, number, path }: ArtifactPlace,
  target: string,
  { externalTransport, folder, ...control }: DownloadOptions,
): Promise<void> {
  if (folder === undefined) await mkdir(dirname(target), { recursive: true });
  else if (!(await createFolderInside(folder, dirname(target)))) throw new UnsafePathError(path);
  const source = session.traceOf(Method.get, artifactPath(job, number, path));
  const { signal } = control;
  const open = (resume: ResumePoint) =>
    openArtifact(session, job, number, path, externalTransport, { ...resume, signal });
  await download({ id: source.origin + source.path, open }, target, control);
}
