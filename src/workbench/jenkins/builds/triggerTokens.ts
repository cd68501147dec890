import type { SecretVault } from '../../connections/secrets/secretVault.ts';
import type { JobRef } from '../jobs/jobRef.ts';

/** Trigger tokens of jobs, kept as secrets: a token belongs to the job, and is no API token. */
export class TriggerTokens {
  private readonly vault: SecretVault;

  constructor(vault: SecretVault) {
    this.vault = vault;
  }

  async get({ connection, job }: JobRef): Promise<string | undefined> {
    return (await this.vault.others()).ofJob(connection, job);
  }

  async set({ connection, job }: JobRef, token: string): Promise<void> {
    await (await this.vault.others()).setOfJob(connection, job, token);
  }

  async forget({ connection, job }: JobRef): Promise<void> {
    await (await this.vault.others()).setOfJob(connection, job, undefined);
  }
}
