import * as vscode from 'vscode';
import { rerunBuild } from '../../../jenkins/pipelines/replay.ts';
import type { ReplayScript } from '../../../jenkins/pipelines/replayPage.ts';
import { Failure } from '../../connections/words/failure.ts';
import { askMany } from '../../shell/dialogs/askMany.ts';
import { askPick, type PickItem } from '../../shell/dialogs/askPick.ts';
import { notifyInformation, notifyWarning, showWarning } from '../../shell/messages/notifications.ts';
import { type BuildRef, keyOf } from '../jobs/jobRef.ts';
import { isOffered, Permission } from '../jobs/lacking.ts';
import type { Replaying } from './replaying.ts';
import { whyNotEdited } from './replayTexts.ts';
import { readFacts } from './restart.ts';
import { labelOf, nameOf, scriptUri } from './scriptUri.ts';
import { startAgain } from './startAgain.ts';

const { t } = vscode.l10n;

/** Number of loaded scripts that are opened without a question. */
const maxOpened = 8;

type Way = 'edit' | 'same';

/** Asks in which way a run is to be replayed: with its scripts edited, or with the same. */
export async function askReplay(deps: Replaying, build: BuildRef): Promise<void> {
  const name = nameOf(build);
  const { isPipeline, running, passwords } = await readFacts(deps, build);
  if (!isPipeline) return notifyInformation(t('{0} is not a Pipeline build and cannot be replayed.', name));
  if (running) return notifyInformation(t('{0} is still running. It can be replayed when it has finished.', name));
  if (passwords.length > 0) return refusePasswords(build, passwords);
  const scripts = deps.scripts.of(build, true);
  const answer = await askPick<Way>({
    title: t('Replay {0}', name),
    placeholder: t('Select the scripts to replay. The parameters stay the same'),
    items: scripts.then(found => itemsFor(isOffered(deps.sessions, build, Permission.replay) ? found : [])),
  }).catch(error => {
    throw new Failure(t('Could not replay {0}.', name), error, build.connection);
  });
  if (answer.kind !== 'answered') return;
  if (answer.value === 'same') await replaySame(deps, build);
  else await openScripts(deps, build, await scripts);
}

/** Jenkins refuses it in any case: so it is said before anything is typed. */
async function refusePasswords(build: BuildRef, passwords: readonly string[]): Promise<void> {
  const again = t('Run Again');
  const chosen = await showWarning(
    t(
      '{0} cannot be replayed: Jenkins does not replay builds with password parameters ({1}). Run Again asks for them.',
      nameOf(build),
      passwords.join(', '),
    ),
    again,
  );
  if (chosen !== again) return;
  await vscode.commands.executeCommand('jenkinsJira.runAgain', { ...keyOf(build), number: build.number });
}

/**
 * The way that is possible comes first: Enter takes it. The same scripts need Job/Build alone.
 * @param scripts that may be edited
 */
function itemsFor(scripts: readonly ReplayScript[]): PickItem<Way>[] {
  const same: PickItem<Way> = {
    label: t('Same Scripts'),
    iconPath: new vscode.ThemeIcon('debug-rerun'),
    detail: t('Runs the scripts as they were, even if the repository has changed since.'),
    value: 'same',
  };
  const edit = { label: t('Edit Scripts'), value: 'edit' as const };
  if (scripts.length === 0) {
    const description = t('not permitted for your account');
    const detail = t('Requires the permission Run/Replay. Outside the sandbox, it requires an administrator.');
    return [same, { ...edit, iconPath: new vscode.ThemeIcon('lock'), description, detail }];
  }
  const description =
    scripts.length > maxOpened
      ? t('Main script and {0} loaded scripts', scripts.length - 1)
      : scripts.map(script => labelOf(script.name)).join(', ');
  const detail = t('Opens them in editors. Nothing runs until you run the replay there.');
  return [{ ...edit, iconPath: new vscode.ThemeIcon('edit'), description, detail }, same];
}

async function replaySame(deps: Replaying, build: BuildRef): Promise<void> {
  const { connection, job, number } = build;
  const words = t('{0} is being replayed.', nameOf(build));
  await deps.underWay.once(['replay', connection.id, job, number], { words }, () =>
    startAgain(deps, build, replayWords(build), (session, control) => rerunBuild(session, { job, number }, control)),
  );
}

/** Words of a replay, in either way. */
export function replayWords(build: BuildRef) {
  const name = nameOf(build);
  return {
    title: t('Replay {0}', name),
    doing: t('Replaying {0}…', name),
    done: t('{0} was replayed.', name),
    failed: t('Could not replay {0}.', name),
    doubtful: t('The replay of {0} may or may not have started.', name),
  };
}

/** Opens the scripts in editors, the main one in front. */
async function openScripts({ files }: Replaying, build: BuildRef, scripts: readonly ReplayScript[]): Promise<void> {
  const [main, ...loaded] = scripts;
  if (!main) return notifyWarning(whyNotEdited(nameOf(build)));
  const chosen = await chooseLoaded(build, loaded);
  if (!chosen) return;
  const uriOf = ({ name }: ReplayScript) => scriptUri({ ...build, script: name });
  // Each takes the focus as it opens, and what is typed then: the main one comes last, and stays.
  for (const script of [...chosen, main]) await files.open(uriOf(script), { text: script.text });
}

/** A Pipeline can load a library of hundreds. */
async function chooseLoaded(
  build: BuildRef,
  loaded: readonly ReplayScript[],
): Promise<readonly ReplayScript[] | undefined> {
  if (loaded.length <= maxOpened) return loaded;
  const answer = await askMany<string>({
    title: t('Replay {0}', nameOf(build)),
    placeholder: t('Select the loaded scripts to edit besides the main script'),
    items: loaded.map(({ name }) => ({ label: name, value: name })),
  });
  return answer.kind === 'answered' ? loaded.filter(({ name }) => answer.value.includes(name)) : undefined;
}
