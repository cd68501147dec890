import type * as vscode from 'vscode';
import type { SecretVault } from '../../connections/secrets/secretVault.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import { isSameJob, type JobKey, type JobRef, keyOf, parseJobKey } from '../jobs/jobRef.ts';

const memory = 'jobsWithTriggerToken';

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

  async set(ref: JobRef, token: string): Promise<void> {
    await this.deps.vault.setOfJob(ref.connection, ref.job, token);
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
