import * as vscode from 'vscode';
import { asNumber, asStrings, asText, isObject } from '../../../base/json.ts';
import { listArtifacts } from '../../../jenkins/artifacts/artifacts.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JenkinsConnection } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { Background } from '../../shell/commands/background.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { withDelayedProgress } from '../../shell/dialogs/delayedProgress.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import { BuildPicker } from '../jobs/buildPicker.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { type BuildRef, jobIn } from '../jobs/jobRef.ts';
import type { ArtifactRef } from './artifactNodes.ts';
import { downloadAll } from './downloadAll.ts';

const { t } = vscode.l10n;

export interface ArtifactDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly jobPicker: JobPicker;
  readonly background: Background;
}

/** Asks for artifacts, unless it was called on some, and saves them to a folder. */
export async function downloadArtifacts(deps: ArtifactDeps, target: unknown): Promise<void> {
  const { store, sessions, background } = deps;
  const find = (id: string) => store.findJenkins(id);
  const chosen = artifactsIn(target, find) ?? (await askArtifacts(target, deps));
  if (chosen) await downloadAll({ sessions, background }, chosen);
}

/** Artifacts that the command was called on: a single one, or a folder. */
function artifactsIn(target: unknown, find: (id: string) => JenkinsConnection | undefined): ArtifactRef | undefined {
  const job = jobIn(target, find);
  if (!job || !isObject(target)) return undefined;
  const number = asNumber(target['number']);
  const paths = asStrings(target['paths']);
  return number !== undefined && paths.length > 0
    ? { ...job, number, paths, below: asText(target['below']) }
    : undefined;
}

async function askArtifacts(target: unknown, deps: ArtifactDeps): Promise<ArtifactRef | undefined> {
  const title = t('Download Artifacts');
  const build = await new BuildPicker(deps).in(target, { title, accepts: () => true });
  if (!build) return undefined;
  const paths = await artifactsOf(build, deps.sessions);
  if (paths.length > 0) return pickPaths(build, paths, title);
  notifyInformation(t('{0} #{1} has no artifacts.', readableName(build.job), build.number));
  return undefined;
}

async function artifactsOf(build: BuildRef, sessions: Sessions): Promise<string[]> {
  const name = `${readableName(build.job)} #${build.number}`;
  try {
    return await withDelayedProgress(t('Finding the artifacts of {0}…', name), signal =>
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
    placeholder: t('Select the artifacts to download'),
    items:
      paths.length === 1
        ? [{ label: paths[0] ?? '', value: paths }]
        : [all, ...paths.map(path => ({ label: path, value: [path] }))],
  });
  return answer.kind === 'answered' ? { ...build, paths: answer.value, below: '' } : undefined;
}
