import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { asNumber, asString, isObject } from '../../../base/json.ts';
import type { WriteControl, Written } from '../../../http/index.ts';
import { readBuildDetails } from '../../../jenkins/builds/buildDetails.ts';
import { buildPath } from '../../../jenkins/builds/builds.ts';
import { deleteBuild, describeBuild, keepBuild } from '../../../jenkins/builds/changeBuilds.ts';
import { listQueue } from '../../../jenkins/builds/queue.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { JenkinsSession } from '../../../jenkins/session/session.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { pickConnection } from '../../connections/settings/pickConnection.ts';
import { Failure, type WriteWords } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { Commands } from '../../shell/commands/commandTable.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { showBriefly } from '../../shell/messages/notifications.ts';
import type { BuildPicker } from '../jobs/buildPicker.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { isPaused } from '../jobs/jobWords.ts';
import { Permission } from '../jobs/lacking.ts';
import { confirmByWord } from '../jobs/protectedJobs.ts';
import { answerInput } from './answerInput.ts';
import { cancelWaiting, type WaitingRef } from './cancelQueueItem.ts';
import type { InputNotices } from './inputNotices.ts';
import { runAgain } from './runAgain.ts';
import type { StartBuildDeps } from './startBuild.ts';
import { stopBuild } from './stopBuild.ts';

const { t } = vscode.l10n;

export interface BuildCommandDeps extends StartBuildDeps {
  readonly claims: Claims;
  readonly store: ConnectionStore;
  readonly buildPicker: BuildPicker;
  readonly inputNotices: InputNotices;
  /** Called after a change on a connection, for its views to read again. */
  readonly changed: () => void;
}

/** Handlers of commands for builds and queue items. */
export function buildHandlers(deps: BuildCommandDeps) {
  const { buildPicker, changed } = deps;
  const ended = (title: string) => ({ title, accepts: (build: { running: boolean }) => !build.running });
  return {
    async runAgain(target) {
      const build = await buildPicker.in(target, {
        ...ended(t('Run Again')),
        newest: true,
        permission: Permission.build,
      });
      if (build) await runAgain(deps, build, false);
    },
    async runAgainWithChanges(target) {
      const build = await buildPicker.in(target, {
        ...ended(t('Run Again With Changes')),
        newest: true,
        permission: Permission.build,
      });
      if (build) await runAgain(deps, build, true);
    },
    async stopBuild(target) {
      const build = await buildPicker.in(target, {
        title: t('Stop Build'),
        accepts: each => each.running,
        ofJob: each => each.running,
        newest: true,
        permission: Permission.cancel,
      });
      if (build) await stopBuild(deps, build);
      changed();
    },
    async answerInput(target) {
      const title = t('Answer Input');
      const isRunning = (each: { running: boolean }) => each.running;
      const question = { title, accepts: isRunning, ofJob: isRunning, likeliest: isPaused, newest: true };
      const build = await buildPicker.in(target, question);
      if (build) await answerInput(deps, build, isObject(target) ? asString(target['input']) : undefined);
      changed();
    },
    async deleteBuild(target) {
      const build = await buildPicker.in(target, { ...ended(t('Delete Build')), permission: Permission.deleteRun });
      if (build && (await confirmDelete(build))) await remove(deps, build);
    },
    async keepBuild(target) {
      const build = await buildPicker.in(target, {
        ...ended(t('Keep Build Forever')),
        permission: Permission.updateRun,
      });
      if (build) await keep(deps, build, true);
    },
    async releaseBuild(target) {
      const build = await buildPicker.in(target, {
        ...ended(t('Stop Keeping Build')),
        permission: Permission.updateRun,
      });
      if (build) await keep(deps, build, false);
    },
    async describeBuild(target) {
      const build = await buildPicker.in(target, {
        title: t('Describe Build'),
        accepts: () => true,
        permission: Permission.updateRun,
      });
      if (build) await describe(deps, build);
    },
    async cancelQueueItem(target) {
      const item = waitingIn(target, deps.store) ?? (await pickWaiting(deps));
      if (item) await cancel(deps, item);
    },
  } satisfies Commands;
}

type Change<T extends object> = (
  session: JenkinsSession,
  job: string,
  number: number,
  control: WriteControl,
) => Promise<Written<T>>;

async function change<T extends object>(
  { sessions, changed }: BuildCommandDeps,
  build: BuildRef,
  words: Omit<WriteWords, 'connection' | 'page'>,
  change: Change<T>,
): Promise<T> {
  const { connection, job, number } = build;
  const page = `${buildPath(job, number)}/`;
  try {
    return await doWrite({ ...words, connection, page }, control =>
      change(sessions.jenkins(connection), job, number, control),
    );
  } finally {
    changed();
  }
}

async function remove(deps: BuildCommandDeps, build: BuildRef): Promise<void> {
  const name = nameOf(build);
  const words = {
    doing: t('Deleting {0}…', name),
    done: t('{0} was deleted.', name),
    failed: t('Could not delete {0}.', name),
    doubtful: t('{0} may or may not have been deleted.', name),
  };
  await change(deps, build, words, deleteBuild);
}

function confirmDelete(build: BuildRef): Promise<boolean> {
  const why = t('Its log and artifacts are also deleted. This cannot be undone.');
  return confirmByWord(build, t('Delete {0}', nameOf(build)), why, `#${build.number}`);
}

async function keep(deps: BuildCommandDeps, build: BuildRef, keep: boolean): Promise<void> {
  const name = nameOf(build);
  const done = keep ? t('{0} is kept forever.', name) : t('{0} is no longer kept forever.', name);
  const words = {
    doing: t('Changing {0}…', name),
    done,
    failed: t('Could not change {0}.', name),
    doubtful: keep
      ? t('{0} may or may not be kept forever.', name)
      : t('{0} may or may not still be kept forever.', name),
  };
  const { changed } = await change(deps, build, words, (session, job, number, control) =>
    keepBuild(session, job, number, keep, control),
  );
  showBriefly(changed ? done : t('{0} (no change)', done), 5000);
}

async function describe(deps: BuildCommandDeps, build: BuildRef): Promise<void> {
  const details = await readBuildDetails(deps.sessions.jenkins(build.connection), build.job, build.number);
  const answer = await askText<string>({
    title: t('Describe {0}', nameOf(build)),
    prompt: t('Shown next to the build in Jenkins. Leave empty to remove.'),
    value: details?.description,
    check: value => ({ value }),
  });
  if (answer.kind !== 'answered') return;
  const name = nameOf(build);
  const words = {
    doing: t('Describing {0}…', name),
    done: t('{0} was described.', name),
    failed: t('Could not describe {0}.', name),
    doubtful: t('{0} may or may not have been described.', name),
  };
  await change(deps, build, words, (session, job, number, control) =>
    describeBuild(session, job, number, answer.value, control),
  );
}

function waitingIn(target: unknown, store: ConnectionStore): WaitingRef | undefined {
  if (!isObject(target) || !isObject(target['connection'])) return undefined;
  const queueId = asNumber(target['queueId']);
  const connection = store.findJenkins(String(target['connection']['id']));
  return queueId !== undefined && connection ? { connection, queueId, job: asString(target['job']) } : undefined;
}

async function pickWaiting({ store, sessions }: BuildCommandDeps): Promise<WaitingRef | undefined> {
  const title = t('Cancel Queue Item');
  const chosen = await pickConnection(store.ofProduct(Product.jenkins), {
    title,
    placeholder: t('Select a Jenkins connection'),
  });
  if (chosen.kind !== 'answered') return undefined;
  const connection = chosen.value;
  const items = listQueue(sessions.jenkins(connection)).then(waiting =>
    waiting.map(({ id, name, why, job }) => ({
      label: name,
      description: why ?? '',
      value: { connection, queueId: id, job },
    })),
  );
  const answer = await askPick<WaitingRef>({ title, placeholder: t('Select an item'), items }).catch(error => {
    throw new Failure(t('Could not load the queue of {0}.', connection.name), error, connection);
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

async function cancel({ changed, ...deps }: BuildCommandDeps, item: WaitingRef): Promise<void> {
  try {
    await cancelWaiting(deps, item);
  } finally {
    changed();
  }
}

function nameOf({ job, number }: BuildRef): string {
  return `${readableName(job)} #${number}`;
}
