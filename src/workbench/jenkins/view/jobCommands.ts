import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { CommandTable } from '../../shell/commands/commandTable.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import type { TreeLine } from '../../shell/trees/drawnLines.ts';
import type { NodeTree } from '../../shell/trees/nodeTree.ts';
import type { JobList } from '../jobs/jobList.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { type JobRef, jobIn, keyOf } from '../jobs/jobRef.ts';
import { pickFrom } from '../jobs/pickFromList.ts';
import type { FilterState } from './filterState.ts';
import { jobNodeId } from './nodeDeps.ts';
import type { AddressDeps } from './openAddress.ts';

const { t } = vscode.l10n;

export interface JobCommandDeps extends AddressDeps {
  readonly commands: CommandTable;
  readonly store: ConnectionStore;
  readonly pins: JobList;
  readonly jobPicker: JobPicker;
  readonly tree: NodeTree;
  readonly view: vscode.TreeView<TreeLine>;
  readonly filter: FilterState;
}

/** Commands for finding, filtering and pinning jobs. */
export function jobCommands(deps: JobCommandDeps): vscode.Disposable {
  const { commands, store, pins, jobPicker, filter } = deps;
  const find = (id: string) => store.findJenkins(id);
  return commands.register({
    async goToJob() {
      const ref = await jobPicker.pick(store.ofProduct(Product.jenkins), {
        title: t('Go to Job'),
        accepts: () => true,
        actions: jobActions(),
      });
      const number = ref?.number;
      if (ref && number !== undefined) await (await import('./openAddress.ts')).openAddress(deps, { ...ref, number });
      else if (ref) await showInTree(deps, ref);
    },
    async filterJobs() {
      const { askFilter } = await import('./askFilter.ts');
      const asked = await askFilter(filter.value);
      if (asked) filter.set(asked);
    },
    clearJobFilter: () => filter.set(undefined),
    async pinJob(target) {
      const ref =
        jobIn(target, find) ??
        (await jobPicker.pick(store.ofProduct(Product.jenkins), {
          title: t('Pin Job'),
          accepts: () => true,
        }));
      if (ref) await pins.add(keyOf(ref));
    },
    async unpinJob(target) {
      const ref = jobIn(target, find);
      const key = ref ? keyOf(ref) : await pickFrom(pins, t('Unpin Job'), t('No jobs are pinned.'));
      if (key) await pins.remove(key);
    },
  });
}

function jobActions() {
  const action = (icon: string, tooltip: string, command: string) => ({
    button: { iconPath: new vscode.ThemeIcon(icon), tooltip },
    run: (ref: JobRef) => vscode.commands.executeCommand(`jenkinsJira.${command}`, keyOf(ref)),
  });
  return [
    action('play', t('Start Build…'), 'startBuild'),
    action('output', t('Open Log'), 'openLog'),
    action('pin', t('Pin Job'), 'pinJob'),
  ];
}

/** Reveals the job's node and selects it. */
async function showInTree({ tree, view, filter }: JobCommandDeps, ref: JobRef): Promise<void> {
  if (filter.value) filter.set(undefined);
  await vscode.commands.executeCommand(`${viewId}.focus`);
  const line = await tree.reach(jobNodeId(keyOf(ref)));
  if (line) return view.reveal(line, { select: true, focus: true, expand: true });
  notifyInformation(t('{0} was not found in {1}.', readableName(ref.job), ref.connection.name));
}

const viewId = 'jenkinsJira.jenkins';
