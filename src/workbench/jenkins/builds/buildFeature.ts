import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import { Product } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { WriteFailure } from '../../connections/words/failure.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import { UnderWay } from '../../shell/commands/underWay.ts';
import { DraftLenses } from '../../shell/drafts/draftLenses.ts';
import { TextFiles } from '../../shell/drafts/textFiles.ts';
import { BuildPicker } from '../jobs/buildPicker.ts';
import { frontJob } from '../jobs/frontJob.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import { type JobRef, jobIn } from '../jobs/jobRef.ts';
import { isOffered, Permission } from '../jobs/lacking.ts';
import type { BuildCommand } from './buildCommandNames.ts';
import { buildHandlers } from './buildCommands.ts';
import { askFront, type ClickedJob, clickedJobIn, offerBuild, offerStart, startsAtOnce } from './clickJob.ts';
import type { InputNotices } from './inputNotices.ts';
import { jobChangeHandlers } from './jobChangeCommands.ts';
import type { JobWatcher } from './jobWatcher.ts';
import { ParameterAsker } from './parameterAsker.ts';
import { parameterScheme } from './parameterScheme.ts';
import { type ParameterRef, ParameterTexts } from './parameterTexts.ts';
import { Presets } from './presets.ts';
import { protectHandlers } from './protectCommands.ts';
import { type StartBuildDeps, startBuild } from './startBuild.ts';
import type { TriggerTokens } from './triggerTokens.ts';

export interface BuildFeatureDeps extends Pick<StartBuildDeps, 'sessions' | 'tracker' | 'drafts' | 'background'> {
  readonly claims: Claims;
  readonly store: ConnectionStore;
  readonly jobPicker: JobPicker;
  readonly triggerTokens: TriggerTokens;
  readonly watcher: JobWatcher;
  readonly inputNotices: InputNotices;
  readonly memento: vscode.Memento;
  /** Called after a change on a Jenkins, for its views to read again. */
  readonly changed: () => void;
}

/** Part of the feature that starts, stops and changes builds. */
export interface BuildFeature extends vscode.Disposable {
  /** Texts of parameters while they are edited. */
  readonly texts: TextFiles<ParameterRef>;
  readonly handlers: Readonly<Record<BuildCommand, Handler>>;
}

/** Opened at the first such command. */
export function openBuildFeature(deps: BuildFeatureDeps): BuildFeature {
  const { store, jobPicker } = deps;
  const kind = new ParameterTexts(store, (ref, text) =>
    startBuild(starting, ref, { values: new Map([[ref.parameter, text]]) }),
  );
  const texts = new TextFiles(kind, deps);
  const starting: StartBuildDeps = {
    ...deps,
    asker: new ParameterAsker({ sessions: deps.sessions, texts, background: deps.background }),
    presets: new Presets(deps.memento),
    underWay: new UnderWay(),
  };
  const find = (id: string) => store.findJenkins(id);
  /** The job in front starts at no single keystroke: it may not be the one that is meant. */
  const askJob = async (): Promise<JobRef | undefined> => {
    const front = jobIn(frontJob(), find);
    const isMeant = front && isOffered(deps.sessions, front, Permission.build);
    const answer = isMeant ? await askFront(front) : 'other';
    if (answer !== 'other') return answer && front;
    return jobPicker.pick(store.ofProduct(Product.jenkins), {
      title: vscode.l10n.t('Start Build'),
      accepts: (job, connection) =>
        !job.disabled && isOffered(deps.sessions, { connection, job: job.fullName }, Permission.build),
    });
  };
  const handlers: BuildFeature['handlers'] = {
    ...buildHandlers({ ...deps, ...starting, buildPicker: new BuildPicker(deps) }),
    ...jobChangeHandlers(deps),
    ...protectHandlers(deps),
    async startBuild(target) {
      const ref = jobIn(target, find) ?? (await askJob());
      if (ref) await startBuild(starting, ref);
    },
    async clickJob(target) {
      const ref = jobIn(target, find);
      if (!ref) return;
      const clicked = clickedJobIn(target);
      const mayStart = isOffered(deps.sessions, ref, Permission.build);
      const offer = () => offerBuild(ref, clicked, isOffered(deps.sessions, ref, Permission.cancel));
      if (clicked.running !== undefined || !mayStart) return offer();
      if (startsAtOnce()) return startBuild(starting, ref);
      await startByClick(starting, ref, clicked, offer);
    },
  };
  const parts = vscode.Disposable.from(
    texts,
    vscode.languages.registerCodeLensProvider({ scheme: parameterScheme }, new DraftLenses(texts, deps)),
  );
  return { texts, handlers, dispose: () => void parts.dispose() };
}

/** Starts a build after a menu, or the job's own questions; where Jenkins cannot be asked for them, what is left is offered. */
async function startByClick(
  starting: StartBuildDeps,
  ref: JobRef,
  clicked: ClickedJob,
  offerRest: () => Promise<void>,
): Promise<void> {
  let isOffered = false;
  const confirm = () => {
    isOffered = true;
    return offerStart(ref, clicked);
  };
  try {
    await startBuild(starting, ref, { confirm });
  } catch (error) {
    const mayBeStarted = error instanceof WriteFailure && error.page !== undefined;
    if (isOffered || mayBeStarted || clicked.last === undefined) throw error;
    starting.background.report(error);
    await offerRest();
  }
}
