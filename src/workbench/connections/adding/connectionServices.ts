import type { Background } from '../../shell/commands/background.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import type { TokenExpiry } from '../expiry/tokenExpiry.ts';
import type { SecretVault } from '../secrets/secretVault.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { ConnectionStore } from '../settings/connectionStore.ts';

export interface ConnectionServices {
  readonly store: ConnectionStore;
  readonly vault: SecretVault;
  readonly sessions: Sessions;
  /** Unsent texts, which go with their connection. */
  readonly drafts: Drafts;
  readonly expiry: TokenExpiry;
  readonly background: Background;
  /** Ids of the connections for which an API token is being created: a second click creates none. */
  readonly creatingTokens: Set<string>;
}
