import type { Background } from '../../shell/commands/background.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import type { TokenExpiry } from '../expiry/tokenExpiry.ts';
import type { SecretVault } from '../secrets/secretVault.ts';
import type { Sessions } from '../sessions/sessions.ts';
import type { ConnectionStore } from '../settings/connectionStore.ts';

/** Messages that wait until the server of a connection takes them. */
export interface MessagesOfConnection {
  titles(connection: string): Promise<readonly string[]>;
  /** Removes those that no window is sending. */
  removeAll(connection: string): Promise<void>;
}

export interface ConnectionServices {
  readonly store: ConnectionStore;
  readonly vault: SecretVault;
  readonly sessions: Sessions;
  /** Unsent texts, which go with their connection. */
  readonly drafts: Drafts;
  /** Opens the messages that wait, which go with their connection, too; false for none. */
  readonly messages: () => Promise<MessagesOfConnection | false>;
  readonly expiry: TokenExpiry;
  readonly background: Background;
  /** Ids of the connections for which an API token is being created: a second click creates none. */
  readonly creatingTokens: Set<string>;
}
