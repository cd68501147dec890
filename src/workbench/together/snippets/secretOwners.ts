import type { OpenSecret } from '../../../snippets/secrets/findSecrets.ts';
import type { SecretVault } from '../../connections/secrets/secretVault.ts';
import { type Connection, hasSecret } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';

/** Connections whose stored secret stands in a file. Secrets are only compared. */
export class SecretOwners {
  private readonly store: ConnectionStore;
  private readonly vault: SecretVault;

  constructor({ store, vault }: { readonly store: ConnectionStore; readonly vault: SecretVault }) {
    this.store = store;
    this.vault = vault;
  }

  /** Connection of each secret, in their order; undefined for those of nobody known. */
  async of(secrets: readonly OpenSecret[]): Promise<readonly (Connection | undefined)[]> {
    if (secrets.length === 0) return [];
    const owners = new Map<string, Connection>();
    for (const connection of this.store.all().filter(hasSecret)) {
      const secret = await this.vault.get(connection);
      if (secret !== undefined) owners.set(secret, connection);
    }
    return secrets.map(({ secret }) => owners.get(secret));
  }
}
