import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { Connection } from '../../connections/settings/connection.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { BuildRef } from '../jobs/jobRef.ts';

/** Dependencies of the nodes of a build's details. */
export interface DetailNodeDeps {
  readonly sessions: Sessions;
  readonly background: Background;
  /** Finds issue keys in a text, each with the Jira that has its project. */
  readonly projectKeys: {
    keysIn(text: string): readonly { readonly key: string; readonly connection: Connection }[];
  };
}

/** Build, as its line in the tree has it. */
export interface DetailedBuild extends BuildRef {
  readonly id: string;
  readonly isFinal: boolean;
  readonly webPath: string;
}
