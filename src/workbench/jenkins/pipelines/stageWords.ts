import * as vscode from 'vscode';
import { type Stage, StageState } from '../../../jenkins/pipelines/stage.ts';
import { durationWords } from '../../shell/words/timeWords.ts';
import { look, type Presentation, pausedPresentation, spinning } from '../jobs/jobWords.ts';

const { t } = vscode.l10n;

/** Icon and words of a stage's state. */
export function stageLook(state: StageState): Presentation {
  switch (state) {
    case StageState.success:
      return look('pass', t('passed'), 'testing.iconPassed');
    case StageState.unstable:
      return look('warning', t('unstable'), 'testing.iconQueued');
    case StageState.failure:
      return look('error', t('failed'), 'testing.iconFailed');
    case StageState.aborted:
      return look('circle-slash', t('aborted'));
    case StageState.skipped:
      return look('debug-step-over', t('skipped'));
    case StageState.running:
      return look(spinning(), t('running'));
    case StageState.paused:
      return pausedPresentation(t('waiting for input'));
    case StageState.queued:
      return look('clock', t('waiting for an agent'));
    case StageState.notBuilt:
      return look('circle-large-outline', t('not built'));
    case StageState.unknown:
      return look('question', t('state unknown'));
  }
}

/** Reason why a stage waits, its duration, and what it kept to itself. */
export function detailsOf({ state, durationMs, waitsFor, hasCaught }: Stage): string[] {
  const duration =
    durationMs === undefined || state === StageState.skipped ? undefined : durationWords(Math.max(1, durationMs));
  return [waitsFor, duration, hasCaught ? t('an error was caught') : undefined].filter(detail => detail !== undefined);
}

/** Agents to name in a line. */
const maxAgents = 3;

/** Agents that stages ran on, where they are told: "on linux-07, mac-2". */
export function agentWords(stages: readonly Stage[]): string {
  const agents = [...new Set(agentsOf(stages))];
  if (agents.length === 0) return '';
  const named = agents.slice(0, maxAgents).join(', ');
  return agents.length > maxAgents ? t('on {0} and {1} more', named, agents.length - maxAgents) : t('on {0}', named);
}

function agentsOf(stages: readonly Stage[]): string[] {
  return stages.flatMap(({ agent, children }) => [...(agent ? [agent] : []), ...agentsOf(children)]);
}

/** Details of a stage; the state comes first where it did not pass. */
export function describeStage(stage: Stage): string {
  const details = detailsOf(stage);
  const isPlain = stage.state === StageState.success && details.length > 0;
  return [...(isPlain ? [] : [stageLook(stage.state).words]), ...details].join(' · ');
}
