import * as vscode from 'vscode';
import type { WriteControl, Written } from '../../../http/index.ts';
import { deleteJob, enableJob, scanBranches } from '../../../jenkins/jobs/changeJobs.ts';
import { jobPath, readableName } from '../../../jenkins/jobs/jobPath.ts';
import { JobKind } from '../../../jenkins/jobs/jobs.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { WriteWords } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import type { Commands } from '../../shell/commands/commandTable.ts';
import { showBriefly } from '../../shell/messages/notifications.ts';
import type { JobQuestion } from '../jobs/jobAsking.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { type JobRef, jobIn } from '../jobs/jobRef.ts';
import { pickFrom } from '../jobs/pickFromList.ts';
import { confirmByName, confirmProtected } from '../jobs/protectedJobs.ts';
import { askTriggerToken } from './askTriggerToken.ts';
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
      const token = ref && (await askTriggerToken(ref));
      if (ref && token !== undefined) await triggerTokens.set(ref, token);
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
        : await pickFrom(watcher, t('Stop Watching Job'), t('No jobs are watched.'));
      if (key) await watcher.remove(key);
    },
  } satisfies Commands;
}

async function setEnabled(deps: JobChangeDeps, ref: JobRef, enable: boolean): Promise<void> {
  const name = readableName(ref.job);
  if (!(await confirmProtected(ref, enable ? t('Enable {0}', name) : t('Disable {0}', name)))) return;
  const words = enable
    ? {
        doing: t('Enabling {0}…', name),
        done: t('{0} was enabled.', name),
        failed: t('Could not enable {0}.', name),
        doubtful: t('{0} may or may not have been enabled.', name),
      }
    : {
        doing: t('Disabling {0}…', name),
        done: t('{0} was disabled.', name),
        failed: t('Could not disable {0}.', name),
        doubtful: t('{0} may or may not have been disabled.', name),
      };
  await doing(deps, ref, words, control => enableJob(deps.sessions.jenkins(ref.connection), ref.job, enable, control));
}

async function remove(deps: JobChangeDeps, ref: JobRef): Promise<void> {
  const name = readableName(ref.job);
  const why = t('{0} and all its builds, logs and artifacts will be deleted. This cannot be undone.', name);
  if (!(await confirmByName(ref, t('Delete {0}', name), why))) return;
  const words = {
    doing: t('Deleting {0}…', name),
    done: t('{0} was deleted.', name),
    failed: t('Could not delete {0}.', name),
    doubtful: t('{0} may or may not have been deleted.', name),
  };
  await doing(deps, ref, words, control => deleteJob(deps.sessions.jenkins(ref.connection), ref.job, control));
}

async function scan(deps: JobChangeDeps, ref: JobRef): Promise<void> {
  const name = readableName(ref.job);
  const words = {
    doing: t('Starting a scan of {0}…', name),
    done: t('A scan of {0} was started.', name),
    failed: t('Could not start a scan of {0}.', name),
    doubtful: t('A scan of {0} may or may not have started.', name),
  };
  await doing(deps, ref, words, control => scanBranches(deps.sessions.jenkins(ref.connection), ref.job, control));
  showBriefly(t('{0} is scanning its branches.', name), 5000);
}

async function doing(
  deps: JobChangeDeps,
  { connection, job }: JobRef,
  words: Omit<WriteWords, 'connection' | 'page'>,
  write: (control: WriteControl) => Promise<Written>,
): Promise<void> {
  try {
    await doWrite({ ...words, connection, page: `${jobPath(job)}/` }, write);
  } finally {
    deps.changed();
  }
}
