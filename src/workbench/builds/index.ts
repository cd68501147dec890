import * as vscode from 'vscode';
import type { CommandTable } from '../commands/commandTable.ts';
import { Product } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { jobIn } from '../jobs/jobRef.ts';
import { type StartBuildDeps, startBuild } from './startBuild.ts';

export interface BuildDeps extends StartBuildDeps {
  readonly commands: CommandTable;
  readonly store: ConnectionStore;
  readonly jobPicker: JobPicker;
}

/** Starting builds, from a job's line, the status bar and the palette. */
export function register({ commands, store, jobPicker, ...deps }: BuildDeps): vscode.Disposable {
  return commands.register({
    async startBuild(target) {
      const ref =
        jobIn(target, id => store.findJenkins(id)) ??
        (await jobPicker.pick(store.ofProduct(Product.jenkins), {
          title: vscode.l10n.t('Start Build'),
          accepts: job => !job.disabled,
        }));
      if (ref) await startBuild(deps, ref);
    },
  });
}
