import * as vscode from 'vscode';
import { isObject, numberAt, stringAt, stringsAt } from '../../base/json.ts';
import { type Build, listArtifacts, listBuilds, readableName } from '../../jenkins/index.ts';
import type { CommandTable } from '../commands/commandTable.ts';
import { type JenkinsConnection, Product } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { Sessions } from '../connections/sessions.ts';
import { askPick } from '../dialogs/askPick.ts';
import { withLateProgress } from '../dialogs/lateProgress.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { type BuildRef, type JobRef, jobIn } from '../jobs/jobRef.ts';
import { lookOfBuild } from '../jobs/jobWords.ts';
import { timeAgo } from '../jobs/timeWords.ts';
import { Failure } from '../messages/problemReporter.ts';
import { ArtifactFiles } from './artifactFiles.ts';
import type { ArtifactRef } from './artifactNodes.ts';
import { artifactScheme } from './artifactUri.ts';
import { downloadAll } from './downloadAll.ts';

const { t } = vscode.l10n;

export interface ArtifactDeps {
  readonly commands: CommandTable;
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly jobPicker: JobPicker;
}

/** The files that builds have kept: opened in the editor, saved to a folder. */
export function register({ commands, store, sessions, jobPicker }: ArtifactDeps): vscode.Disposable {
  const files = new ArtifactFiles(store, sessions);
  return vscode.Disposable.from(
    vscode.workspace.registerFileSystemProvider(artifactScheme, files, { isCaseSensitive: true, isReadonly: true }),
    commands.register({
      async downloadArtifacts(target) {
        const find = (id: string) => store.findJenkins(id);
        const chosen = artifactsIn(target, find) ?? (await askArtifacts(target, { store, sessions, jobPicker }));
        if (chosen) await downloadAll(sessions, chosen);
      },
    }),
  );
}

/** The artifacts that the command was called on: a line of one, or of several. */
function artifactsIn(target: unknown, find: (id: string) => JenkinsConnection | undefined): ArtifactRef | undefined {
  const job = jobIn(target, find);
  if (!job || !isObject(target)) return undefined;
  const number = numberAt(target['number']);
  const paths = stringsAt(target['paths']);
  return number !== undefined && paths.length > 0
    ? { ...job, number, paths, below: stringAt(target['below']) ?? '' }
    : undefined;
}

async function askArtifacts(
  target: unknown,
  { store, sessions, jobPicker }: Omit<ArtifactDeps, 'commands'>,
): Promise<ArtifactRef | undefined> {
  const title = t('Download Artifacts');
  const job =
    jobIn(target, id => store.findJenkins(id)) ??
    (await jobPicker.pick(store.ofProduct(Product.jenkins), { title, accepts: () => true }));
  if (!job) return undefined;
  const named = isObject(target) ? numberAt(target['number']) : undefined;
  const number = named ?? (await pickBuild(job, sessions, title));
  if (number === undefined) return undefined;
  const build = { ...job, number };
  const paths = await artifactsOf(build, sessions);
  if (paths.length === 0) {
    void vscode.window.showInformationMessage(t('{0} #{1} has kept no artifacts.', readableName(job.job), number));
    return undefined;
  }
  return pickPaths(build, paths, title);
}

async function pickBuild(job: JobRef, sessions: Sessions, title: string): Promise<number | undefined> {
  const abort = new AbortController();
  const toItem = (build: Build) => {
    const { icon, words } = lookOfBuild(build);
    return {
      label: build.displayName,
      description: `${words} · ${timeAgo(build.startedAt)}`,
      iconPath: icon,
      value: build.number,
    };
  };
  const builds = listBuilds(sessions.jenkins(job.connection), job.job, 50, { signal: abort.signal });
  try {
    const answer = await askPick({
      title,
      placeholder: t('Of which build of {0}?', readableName(job.job)),
      items: builds.then(found => found.map(toItem)),
    });
    return answer.kind === 'answered' ? answer.value : undefined;
  } catch (error) {
    throw new Failure(t('Could not list the builds of {0}.', readableName(job.job)), error, job.connection);
  } finally {
    abort.abort();
  }
}

async function artifactsOf(build: BuildRef, sessions: Sessions): Promise<string[]> {
  const name = `${readableName(build.job)} #${build.number}`;
  try {
    return await withLateProgress(t('Looking for the artifacts of {0}…', name), signal =>
      listArtifacts(sessions.jenkins(build.connection), build.job, build.number, { signal }),
    );
  } catch (error) {
    throw new Failure(t('Could not list the artifacts of {0}.', name), error, build.connection);
  }
}

async function pickPaths(build: BuildRef, paths: readonly string[], title: string): Promise<ArtifactRef | undefined> {
  const all = { label: t('All {0} artifacts', paths.length), value: paths };
  const answer = await askPick<readonly string[]>({
    title,
    placeholder: t('Which ones?'),
    items:
      paths.length === 1
        ? [{ label: paths[0] ?? '', value: paths }]
        : [all, ...paths.map(path => ({ label: path, value: [path] }))],
  });
  return answer.kind === 'answered' ? { ...build, paths: answer.value, below: '' } : undefined;
}
