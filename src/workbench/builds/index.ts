import * as vscode from 'vscode';
import type { CommandTable } from '../commands/commandTable.ts';
import { Product } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/connectionStore.ts';
import { EditedTexts } from '../files/editedTexts.ts';
import type { BuildPicker } from '../jobs/buildPicker.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { jobIn } from '../jobs/jobRef.ts';
import { buildCommands } from './buildCommands.ts';
import { tellEnds } from './buildEnds.ts';
import { jobChangeCommands } from './jobChangeCommands.ts';
import type { JobWatcher } from './jobWatcher.ts';
import { ParameterAsker } from './parameterAsker.ts';
import { Presets } from './presets.ts';
import { type StartBuildDeps, startBuild } from './startBuild.ts';
import type { TriggerTokens } from './triggerTokens.ts';

const parameterScheme = 'jenkins-parameter';

export interface BuildDeps extends Pick<StartBuildDeps, 'sessions' | 'tracker'> {
  readonly commands: CommandTable;
  readonly store: ConnectionStore;
  readonly jobPicker: JobPicker;
  readonly buildPicker: BuildPicker;
  readonly triggerTokens: TriggerTokens;
  readonly watcher: JobWatcher;
  readonly memento: vscode.Memento;
  /** Something was changed on a Jenkins: what shows it looks again soon. */
  readonly changed: () => void;
}

/** Starting, stopping and changing builds and jobs, from their lines, the status bar and the palette. */
export function register(deps: BuildDeps): vscode.Disposable {
  const { commands, store, jobPicker } = deps;
  const texts = new EditedTexts(parameterScheme);
  const starting: StartBuildDeps = {
    ...deps,
    asker: new ParameterAsker({ sessions: deps.sessions, texts }),
    presets: new Presets(deps.memento),
  };
  return vscode.Disposable.from(
    texts,
    vscode.workspace.registerFileSystemProvider(parameterScheme, texts, { isCaseSensitive: true }),
    tellEnds(deps.tracker),
    buildCommands({ ...deps, ...starting }),
    jobChangeCommands(deps),
    commands.register({
      async startBuild(target) {
        const ref =
          jobIn(target, id => store.findJenkins(id)) ??
          (await jobPicker.pick(store.ofProduct(Product.jenkins), {
            title: vscode.l10n.t('Start Build'),
            accepts: job => !job.disabled,
          }));
        if (ref) await startBuild(starting, ref);
      },
    }),
  );
}
