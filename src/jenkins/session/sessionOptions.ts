import type { WriteTurns } from '../../http/writeTurns.ts';
import type { LackedPermissions } from './lackedPermissions.ts';
import type { StartupTiming } from './startup.ts';

export interface JenkinsSessionOptions {
  /** Called when Jenkins begins to answer that it is starting, and when it has started. */
  readonly onStartingChange?: (starting: boolean) => void;
  /** Learns which permissions the account lacks. */
  readonly lacked?: LackedPermissions;
  readonly startup?: Partial<StartupTiming> | undefined;
  /** Whether every write is refused before it is sent. */
  readonly readOnly?: boolean;
  /** Called with the values that no text may show: crumbs and session cookies. */
  readonly keepOut?: (secret: string) => void;
  /** Shared by the sessions of all windows. Absent: of this session alone. */
  readonly turns?: WriteTurns | undefined;
}
