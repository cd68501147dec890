import * as vscode from 'vscode';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { SecretVault } from '../../connections/secrets/secretVault.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import { askText } from '../../shell/dialogs/askText.ts';
import { isSameJob, type JobKey, type JobRef, keyOf, parseJobKey } from '../jobs/jobRef.ts';

const { t } = vscode.l10n;

const memory = 'jobsWithTriggerToken';
/** Pattern of an API token: two digits of its version, and 32 hexadecimal ones. */
const apiToken = /^11[0-9a-f]{32}$/;

export interface TriggerTokenDeps {
  readonly vault: SecretVault;
  readonly store: ConnectionStore;
  readonly memento: vscode.Memento;
  readonly background: Background;
}

/** Trigger tokens of jobs, kept as secrets: a token belongs to the job, and is no API token. */
export class TriggerTokens implements vscode.Disposable {
  private readonly deps: TriggerTokenDeps;
  private readonly listening: vscode.Disposable;

  constructor(deps: TriggerTokenDeps) {
    this.deps = deps;
    this.listening = deps.store.onDidChange(() => deps.background.run(() => this.forgetLost(), 'trigger tokens'));
  }

  get(ref: JobRef): Promise<string | undefined> {
    return this.deps.vault.ofJob(ref.connection, ref.job);
  }

  /** Asks for the token and saves it. */
  async ask(ref: JobRef): Promise<void> {
    const answer = await askText<string>({
      title: t('Trigger Token of {0}', readableName(ref.job)),
      prompt: t(
        'The word under “Trigger builds remotely” in the job’s configuration. Builds are then started with it.',
      ),
      password: true,
      check: text => {
        const token = text.trim();
        if (token === '') return { problem: t('Enter the token.') };
        return apiToken.test(token)
          ? {
              problem: t(
                'This is an API token of a user. It belongs to the connection; a job’s trigger token is a word of its own.',
              ),
            }
          : { value: token };
      },
    });
    if (answer.kind !== 'answered') return;
    await this.deps.vault.setOfJob(ref.connection, ref.job, answer.value);
    await this.remember([...this.known().filter(each => !isSameJob(each, keyOf(ref))), keyOf(ref)]);
  }

  async forget(ref: JobRef): Promise<void> {
    await this.deps.vault.setOfJob(ref.connection, ref.job, undefined);
    await this.remember(this.known().filter(each => !isSameJob(each, keyOf(ref))));
  }

  dispose(): void {
    this.listening.dispose();
  }

  /**
   * Deletes the tokens of jobs with their connection. The names of jobs with a token are remembered apart from the
   * storage, which cannot list its keys; they are no secret.
   */
  private async forgetLost(): Promise<void> {
    const lost = this.known().filter(({ connection }) => !this.deps.store.findJenkins(connection));
    if (lost.length === 0) return;
    for (const key of lost) await this.deps.vault.forgetOfJob(key.connection, key.job);
    await this.remember(this.known().filter(key => !lost.some(each => isSameJob(each, key))));
  }

  private known(): JobKey[] {
    const value: unknown = this.deps.memento.get(memory);
    return Array.isArray(value) ? value.flatMap(each => parseJobKey(each) ?? []) : [];
  }

  private async remember(keys: readonly JobKey[]): Promise<void> {
    await this.deps.memento.update(memory, keys.length > 0 ? keys : undefined);
  }
}
