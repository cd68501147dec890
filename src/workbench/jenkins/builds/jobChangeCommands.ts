import * as vscode from 'vscode';
import { deleteJob, enableJob, scanBranches } from '../../../jenkins/jobs/changeJobs.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { JobKind } from '../../../jenkins/jobs/jobs.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { Failure } from '../../connections/words/problemReporter.ts';
import type { Commands } from '../../shell/commands/commandTable.ts';
import { showBriefly } from '../../shell/messages/notifications.ts';
import type { JobPicker, JobQuestion } from '../jobs/jobPicker.ts';
import { type JobRef, jobIn } from '../jobs/jobRef.ts';
import { pickFrom } from '../jobs/pickFromList.ts';
import { confirmByName, confirmCareful } from '../jobs/protectedJobs.ts';
import type { JobWatcher } from './jobWatcher.ts';
import type { TriggerTokens } from './triggerTokens.ts';

const { t } = vscode.l10n;

export interface JobChangeDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly jobPicker: JobPicker;
  readonly triggerTokens: TriggerTokens;
  readonly watcher: JobWatcher;
  readonly changed: () => void;
}

/** Handlers of commands for jobs as a whole. */
export function jobChangeHandlers(deps: JobChangeDeps) {
  const { store, jobPicker, triggerTokens, watcher } = deps;
  const ask = async (target: unknown, question: JobQuestion) =>
    jobIn(target, id => store.findJenkins(id)) ?? jobPicker.pick(store.ofProduct(Product.jenkins), question);
  const any = () => true;
  const scanned = [JobKind.multibranch, JobKind.organization];
  return {
    async enableJob(target) {
      const ref = await ask(target, { title: t('Enable Job'), accepts: job => job.disabled });
      if (ref) await setEnabled(deps, ref, true);
    },
    async disableJob(target) {
      const ref = await ask(target, { title: t('Disable Job'), accepts: job => !job.disabled });
      if (ref) await setEnabled(deps, ref, false);
    },
    async deleteJob(target) {
      const ref = await ask(target, { title: t('Delete Job'), accepts: any });
      if (ref) await remove(deps, ref);
    },
    async scanBranches(target) {
      const ref = await ask(target, { title: t('Scan Branches'), accepts: any, kinds: scanned });
      if (ref) await scan(deps, ref);
    },
    async setTriggerToken(target) {
      const ref = await ask(target, { title: t('Set Trigger Token'), accepts: any });
      if (ref) await triggerTokens.ask(ref);
    },
    async removeTriggerToken(target) {
      const ref = await ask(target, { title: t('Remove Trigger Token'), accepts: any });
      if (ref) await triggerTokens.forget(ref);
    },
    async watchJob(target) {
      const ref = await ask(target, { title: t('Watch Job'), accepts: any });
      if (ref) await watcher.add(ref);
    },
    async stopWatching(target) {
      const ref = jobIn(target, id => store.findJenkins(id));
      const key = ref
        ? { connection: ref.connection.id, job: ref.job }
        : await pickFrom(watcher, t('Stop Watching'), t('No job is watched.'));
      if (key) await watcher.remove(key);
    },
  } satisfies Commands;
}

async function setEnabled(deps: JobChangeDeps, ref: JobRef, enable: boolean): Promise<void> {
  const name = readableName(ref.job);
  if (!(await confirmCareful(ref, enable ? t('Enable {0}', name) : t('Disable {0}', name)))) return;
  const problem = enable ? t('Could not enable {0}.', name) : t('Could not disable {0}.', name);
  await doing(deps, ref, problem, () => enableJob(deps.sessions.jenkins(ref.connection), ref.job, enable));
}

async function remove(deps: JobChangeDeps, ref: JobRef): Promise<void> {
  const name = readableName(ref.job);
  const why = t('{0} goes with all its builds, logs and artifacts; this cannot be undone.', name);
  if (!(await confirmByName(ref, t('Delete {0}', name), why))) return;
  await doing(deps, ref, t('Could not delete {0}.', name), () =>
    deleteJob(deps.sessions.jenkins(ref.connection), ref.job),
  );
}

async function scan(deps: JobChangeDeps, ref: JobRef): Promise<void> {
  const name = readableName(ref.job);
  await doing(deps, ref, t('Could not have {0} scanned.', name), () =>
    scanBranches(deps.sessions.jenkins(ref.connection), ref.job),
  );
  showBriefly(t('{0} looks for its branches.', name), 5000);
}

async function doing(deps: JobChangeDeps, ref: JobRef, problem: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    throw new Failure(problem, error, ref.connection);
  } finally {
    deps.changed();
  }
}
