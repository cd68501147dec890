import * as vscode from 'vscode';
import { asString, isObject } from '../../../base/json.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import { UnderWay } from '../../shell/commands/underWay.ts';
import { TextFiles } from '../../shell/drafts/textFiles.ts';
import { BuildPicker } from '../jobs/buildPicker.ts';
import { askReplay } from './askReplay.ts';
import { compareScript } from './compareScript.ts';
import type { ReplayCommand } from './replayCommandNames.ts';
import type { ReplayDeps, Replaying } from './replaying.ts';
import { ReplayLenses } from './replayLenses.ts';
import { replayScheme } from './replayScheme.ts';
import { ReplayTexts } from './replayTexts.ts';
import { askRestart, restartFrom } from './restart.ts';
import { checkReplay, readRan, runReplay } from './runReplay.ts';
import { RunScripts } from './runScripts.ts';
import { ScriptProblems } from './scriptProblems.ts';
import { draftUriOf, type ScriptRef } from './scriptUri.ts';

const { t } = vscode.l10n;

/** Part of the feature that starts runs of Pipelines again. */
export interface ReplayFeature extends vscode.Disposable {
  /** Scripts of runs while they are edited. */
  readonly files: TextFiles<ScriptRef>;
  readonly handlers: Readonly<Record<ReplayCommand, Handler>>;
}

/** Opened at the first such command, or script. */
export function openReplayFeature(deps: ReplayDeps): ReplayFeature {
  const { store, sessions } = deps;
  const buildPicker = new BuildPicker(deps);
  const scripts = new RunScripts(sessions);
  const kind = new ReplayTexts(store, scripts, (ref, text) => runReplay(replaying, ref, text));
  const files = new TextFiles(kind, deps);
  const problems = new ScriptProblems(files);
  const replaying: Replaying = { ...deps, files, scripts, problems, underWay: new UnderWay() };
  const ended = (title: string) => ({ title, accepts: (build: { running: boolean }) => !build.running, newest: true });
  const handlers: ReplayFeature['handlers'] = {
    async replayBuild(target) {
      const build = await buildPicker.in(target, ended(t('Replay')));
      if (build) await askReplay(replaying, build);
    },
    async restartFromStage(target) {
      const build = await buildPicker.in(target, ended(t('Restart From Stage')));
      if (build) await askRestart(replaying, build);
    },
    async restartFromThisStage(target) {
      const stage = isObject(target) ? asString(target['stageName']) : undefined;
      const build = stage === undefined ? undefined : await buildPicker.in(target, ended(t('Restart From This Stage')));
      if (build && stage !== undefined) await restartFrom(replaying, build, stage);
    },
    async runReplay(target) {
      const uri = draftUriOf(target);
      if (uri && (await readRan(replaying, files.refOf(uri)))) await files.apply(uri);
    },
    async compareReplay(target) {
      const uri = draftUriOf(target);
      if (uri) await compareScript(files.refOf(uri));
    },
    async checkReplay(target) {
      const uri = draftUriOf(target);
      if (uri) await checkReplay(replaying, files.refOf(uri));
    },
  };
  const parts = vscode.Disposable.from(
    files,
    problems,
    vscode.languages.registerCodeLensProvider({ scheme: replayScheme }, new ReplayLenses(files, deps)),
  );
  return { files, handlers, dispose: () => void parts.dispose() };
}
