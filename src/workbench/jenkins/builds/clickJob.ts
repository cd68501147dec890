import * as vscode from 'vscode';
import { asNumber, isObject } from '../../../base/json.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { askPick, type PickItem } from '../../shell/dialogs/askPick.ts';
import { notifyInformation } from '../../shell/messages/notifications.ts';
import { type BuildRef, type JobRef, keyOf } from '../jobs/jobRef.ts';

const { t } = vscode.l10n;

/** State of a job as its item in the status bar shows it. */
export interface ClickedJob {
  /** Number of the build that runs. */
  readonly running: number | undefined;
  /** Number of the last build. */
  readonly last: number | undefined;
  readonly isRed: boolean;
}

export function clickedJobIn(target: unknown): ClickedJob {
  if (!isObject(target)) return { running: undefined, last: undefined, isRed: false };
  return { running: asNumber(target['running']), last: asNumber(target['last']), isRed: target['isRed'] === true };
}

const start = 'start';

/** Whether a click starts a build without a question of its own. */
export function startsAtOnce(): boolean {
  return vscode.workspace.getConfiguration('jenkinsJira.statusBar').get('click') === start;
}

/**
 * Offers to start a build, and what can be done with the last one.
 * @returns whether to start it
 */
export async function offerStart(ref: JobRef, { last, isRed }: ClickedJob): Promise<boolean> {
  const build = last === undefined ? undefined : { ...ref, number: last };
  const start: PickItem<string> = {
    label: t('Start Build'),
    iconPath: new vscode.ThemeIcon('play'),
    value: 'startBuild',
  };
  const items = build ? [start, itemOf('openLog', t('Open Log'), 'output'), ...explaining(isRed)] : [start];
  return (await askAndRun(ref, build, items)) === start.value;
}

/**
 * Asks whether the job in front is meant.
 * @returns undefined when the person left the question
 */
export async function askFront({ connection, job }: JobRef): Promise<'front' | 'other' | undefined> {
  const answer = await askPick<'front' | 'other'>({
    title: t('Start Build'),
    placeholder: t('Which job?'),
    items: [
      {
        label: readableName(job),
        description: connection.name,
        iconPath: new vscode.ThemeIcon('play'),
        value: 'front',
      },
      { label: t('Another Job…'), iconPath: new vscode.ThemeIcon('search'), value: 'other' },
    ],
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

/** Offers what can be done with the build that runs, or with the last of a job that cannot be started here. */
export async function offerBuild(ref: JobRef, { running, last, isRed }: ClickedJob, mayStop: boolean): Promise<void> {
  const number = running ?? last;
  if (number === undefined) {
    notifyInformation(t('{0} was never built, and cannot be started from here.', readableName(ref.job)));
    return;
  }
  const stop = running !== undefined && mayStop ? [itemOf('stopBuild', t('Stop Build'), 'debug-stop')] : [];
  const build = { ...ref, number };
  await askAndRun(build, build, [itemOf('openLog', t('Open Log'), 'output'), ...stop, ...explaining(isRed)]);
}

function explaining(isRed: boolean): PickItem<string>[] {
  return isRed ? [itemOf('explainFailure', t('Explain Failure'), 'question')] : [];
}

function itemOf(command: string, label: string, icon: string): PickItem<string> {
  return { label, iconPath: new vscode.ThemeIcon(icon), value: command };
}

/** Asks, and runs the command of the answer on the build; that of a start is left to the caller. */
async function askAndRun(
  ref: JobRef,
  build: BuildRef | undefined,
  items: readonly PickItem<string>[],
): Promise<string | undefined> {
  const name = build ? `${readableName(ref.job)} #${build.number}` : readableName(ref.job);
  const answer = await askPick({
    title: t('{0} on {1}', name, ref.connection.name),
    placeholder: t('Press Enter for {0}, or select another action', items[0]?.label ?? ''),
    items: Promise.resolve(items),
  });
  if (answer.kind !== 'answered') return undefined;
  if (build && answer.value !== 'startBuild')
    await vscode.commands.executeCommand(`jenkinsJira.${answer.value}`, { ...keyOf(build), number: build.number });
  return answer.value;
}
