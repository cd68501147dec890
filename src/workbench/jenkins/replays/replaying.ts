import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { UnderWay } from '../../shell/commands/underWay.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import type { TextFiles } from '../../shell/drafts/textFiles.ts';
import type { BuildTracker } from '../builds/buildTracker.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import type { RunScripts } from './runScripts.ts';
import type { ScriptProblems } from './scriptProblems.ts';
import type { ScriptRef } from './scriptUri.ts';

export interface ReplayDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly tracker: BuildTracker;
  readonly jobPicker: JobPicker;
  readonly drafts: Drafts;
  readonly background: Background;
  /** Called after a change on a Jenkins, for its views to read again. */
  readonly changed: () => void;
}

/** Parts that the commands share. */
export interface Replaying extends ReplayDeps {
  readonly files: TextFiles<ScriptRef>;
  readonly scripts: RunScripts;
  readonly problems: ScriptProblems;
  readonly underWay: UnderWay;
}
