import * as vscode from 'vscode';
import { asNumber, isObject } from '../../../base/json.ts';
import { readBuildDetails } from '../../../jenkins/builds/buildDetails.ts';
import { cancelQueueItem, deleteBuild, describeBuild, keepBuild } from '../../../jenkins/builds/changeBuilds.ts';
import { listQueue } from '../../../jenkins/builds/queue.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { type JenkinsConnection, Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { pickConnection } from '../../connections/settings/pickConnection.ts';
import { Failure } from '../../connections/words/problemReporter.ts';
import type { Commands } from '../../shell/commands/commandTable.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { showBriefly } from '../../shell/messages/notifications.ts';
import type { BuildPicker } from '../jobs/buildPicker.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { confirmByWord } from '../jobs/protectedJobs.ts';
import { runAgain } from './runAgain.ts';
import type { StartBuildDeps } from './startBuild.ts';
import { stopBuild } from './stopBuild.ts';

const { t } = vscode.l10n;

export interface BuildCommandDeps extends StartBuildDeps {
  readonly store: ConnectionStore;
  readonly buildPicker: BuildPicker;
  /** Called after a change on a connection, for its views to read again. */
  readonly changed: () => void;
}

/** Handlers of commands for builds and queue items. */
export function buildHandlers(deps: BuildCommandDeps) {
  const { sessions, buildPicker, changed } = deps;
  const ended = (title: string) => ({ title, accepts: (build: { running: boolean }) => !build.running });
  return {
    async runAgain(target) {
      const build = await buildPicker.in(target, { ...ended(t('Run Again')), newest: true });
      if (build) await runAgain(deps, build, false);
    },
    async runAgainWithChanges(target) {
      const build = await buildPicker.in(target, { ...ended(t('Run Again With Changes')), newest: true });
      if (build) await runAgain(deps, build, true);
    },
    async stopBuild(target) {
      const build = await buildPicker.in(target, {
        title: t('Stop Build'),
        accepts: each => each.running,
        newest: true,
      });
      if (build) await stopBuild(sessions, build);
      changed();
    },
    async deleteBuild(target) {
      const build = await buildPicker.in(target, ended(t('Delete Build')));
      if (build && (await confirmDelete(build)))
        await change(deps, build, t('Could not delete {0}.', nameOf(build)), deleteBuild);
    },
    async keepBuild(target) {
      const build = await buildPicker.in(target, ended(t('Keep Build')));
      if (build) await keep(deps, build, true);
    },
    async releaseBuild(target) {
      const build = await buildPicker.in(target, ended(t('Do Not Keep Build')));
      if (build) await keep(deps, build, false);
    },
    async describeBuild(target) {
      const build = await buildPicker.in(target, { title: t('Describe Build'), accepts: () => true });
      if (build) await describe(deps, build);
    },
    async cancelQueueItem(target) {
      const item = waitingIn(target, deps.store) ?? (await pickWaiting(deps));
      if (item) await cancel(deps, item);
    },
  } satisfies Commands;
}

type Change = typeof deleteBuild;

async function change(
  { sessions, changed }: BuildCommandDeps,
  build: BuildRef,
  problem: string,
  change: Change,
): Promise<void> {
  try {
    await change(sessions.jenkins(build.connection), build.job, build.number);
  } catch (error) {
    throw new Failure(problem, error, build.connection);
  } finally {
    changed();
  }
}

function confirmDelete(build: BuildRef): Promise<boolean> {
  const why = t('Its log and its artifacts go too. This cannot be undone.');
  return confirmByWord(build, t('Delete {0}', nameOf(build)), why, `#${build.number}`);
}

async function keep(deps: BuildCommandDeps, build: BuildRef, keep: boolean): Promise<void> {
  await change(deps, build, t('Could not change {0}.', nameOf(build)), async (session, job, number) => {
    const isNews = await keepBuild(session, job, number, keep);
    const text = keep
      ? t('{0} is kept for ever.', nameOf(build))
      : t('{0} is kept no longer than others.', nameOf(build));
    showBriefly(isNews ? text : t('{0} It was so before.', text), 5000);
  });
}

async function describe(deps: BuildCommandDeps, build: BuildRef): Promise<void> {
  const details = await readBuildDetails(deps.sessions.jenkins(build.connection), build.job, build.number);
  const answer = await askText<string>({
    title: t('Describe {0}', nameOf(build)),
    prompt: t('Stands beside the build on Jenkins’ pages; empty takes it away.'),
    value: details?.description,
    check: value => ({ value }),
  });
  if (answer.kind !== 'answered') return;
  const problem = t('Could not describe {0}.', nameOf(build));
  await change(deps, build, problem, (session, job, number) => describeBuild(session, job, number, answer.value));
}

/** Item of a queue. */
interface WaitingRef {
  readonly connection: JenkinsConnection;
  readonly queueId: number;
}

function waitingIn(target: unknown, store: ConnectionStore): WaitingRef | undefined {
  if (!isObject(target) || !isObject(target['connection'])) return undefined;
  const queueId = asNumber(target['queueId']);
  const connection = store.findJenkins(String(target['connection']['id']));
  return queueId !== undefined && connection ? { connection, queueId } : undefined;
}

async function pickWaiting({ store, sessions }: BuildCommandDeps): Promise<WaitingRef | undefined> {
  const title = t('Cancel Queue Item');
  const chosen = await pickConnection(store.ofProduct(Product.jenkins), { title, placeholder: t('On which Jenkins?') });
  if (chosen.kind !== 'answered') return undefined;
  const connection = chosen.value;
  const items = listQueue(sessions.jenkins(connection)).then(waiting =>
    waiting.map(({ id, name, why }) => ({ label: name, description: why ?? '', value: { connection, queueId: id } })),
  );
  const answer = await askPick<WaitingRef>({ title, placeholder: t('Which one?'), items }).catch(error => {
    throw new Failure(t('Could not read the queue of {0}.', connection.name), error, connection);
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

async function cancel({ sessions, changed }: BuildCommandDeps, { connection, queueId }: WaitingRef): Promise<void> {
  try {
    await cancelQueueItem(sessions.jenkins(connection), queueId);
  } catch (error) {
    throw new Failure(t('Could not take the item out of the queue of {0}.', connection.name), error, connection);
  } finally {
    changed();
  }
}

function nameOf({ job, number }: BuildRef): string {
  return `${readableName(job)} #${number}`;
}
