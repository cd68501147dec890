import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import type { Build, BuildInput } from '../../../jenkins/builds/builds.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { showInformation } from '../../shell/messages/notifications.ts';
import { isBuildInFront } from '../jobs/frontJob.ts';
import { type BuildRef, type JobRef, keyOf } from '../jobs/jobRef.ts';
import { isPaused, messageWords } from '../jobs/jobWords.ts';
import { shownMs, tellInTurn } from './notifyEnd.ts';

const { t } = vscode.l10n;

/** Time in which an input that still waits is not told again, as after a reload, in milliseconds. */
const toldMs = 14 * 24 * 3_600_000;

/** Inputs of a build, as the last readings had them. */
interface Known {
  /** Those that it waits for. */
  waiting: ReadonlySet<string>;
  /** Number of times that each was there and then gone: a loop may ask the same again. */
  readonly ends: Map<string, number>;
}

/** Tells a person of each input once, over all windows. */
export class InputTeller implements vscode.Disposable {
  private readonly claims: Claims;
  private readonly known = new Map<string, Known>();
  /** Inputs that the person was shown. */
  private readonly shown = new Set<string>();

  constructor(claims: Claims) {
    this.claims = claims;
  }

  dispose(): void {
    this.known.clear();
  }

  onShown(build: BuildRef, id: string): void {
    this.shown.add(inputKey(build, build.number, id));
  }

  async onBuild(ref: JobRef, build: Build): Promise<void> {
    const inputs = isPaused(build) ? build.inputs : [];
    const ends = this.endsAfter(ref, build, inputs);
    const isNew = ({ id }: BuildInput) => !this.shown.has(inputKey(ref, build.number, id));
    await Promise.all(inputs.filter(isNew).map(input => this.tell(ref, build, input, ends.get(input.id) ?? 0)));
  }

  /** Counts the inputs that are gone since the last reading. */
  private endsAfter(ref: JobRef, build: Build, inputs: readonly BuildInput[]): Known['ends'] {
    const { number, running } = build;
    const key = buildKey(ref, build);
    const { waiting, ends } = this.known.get(key) ?? { waiting: new Set<string>(), ends: new Map<string, number>() };
    const now = new Set(inputs.map(({ id }) => id));
    for (const id of waiting) {
      if (now.has(id)) continue;
      ends.set(id, (ends.get(id) ?? 0) + 1);
      this.shown.delete(inputKey(ref, number, id));
    }
    if (running) this.known.set(key, { waiting: now, ends });
    else this.known.delete(key);
    return ends;
  }

  private async tell(ref: JobRef, build: Build, { id, message }: BuildInput, ended: number): Promise<void> {
    const { connection, job } = keyOf(ref);
    const name = `input ${connection} ${job} ${build.number} ${build.startedAt} ${id} ${ended}`;
    if (!(await this.claims.note(name, toldMs))) return;
    const target = { connection, job, number: build.number, input: id };
    const shown = `${readableName(job)} ${build.displayName}`;
    const words = messageWords(message);
    const text = words ? t('{0} is waiting for input: {1}', shown, words) : t('{0} is waiting for input.', shown);
    await tellInTurn(this.claims, shownMs(false), async () => {
      // It may have been answered, or looked at, while others were told.
      const isOver = this.shown.has(inputKey(ref, build.number, id)) || !this.isWaiting(ref, build, id);
      if (isOver || isBuildInFront({ ...ref, number: build.number })) return;
      const answer = t('Answer Input…');
      const openLog = t('Open Log');
      const chosen = await showInformation(text, ...(ref.connection.readOnly ? [openLog] : [answer, openLog]));
      if (chosen === answer) await vscode.commands.executeCommand('jenkinsJira.answerInput', target);
      if (chosen === openLog) await vscode.commands.executeCommand('jenkinsJira.openLog', target);
    });
  }

  private isWaiting(ref: JobRef, build: Build, id: string): boolean {
    return this.known.get(buildKey(ref, build))?.waiting.has(id) === true;
  }
}

function buildKey(ref: JobRef, { number, startedAt }: Build): string {
  return JSON.stringify([keyOf(ref), number, startedAt]);
}

function inputKey(ref: JobRef, number: number, id: string): string {
  return JSON.stringify([keyOf(ref), number, id]);
}
