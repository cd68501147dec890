import { readReplayScripts } from '../../../jenkins/pipelines/replay.ts';
import type { ReplayScript } from '../../../jenkins/pipelines/replayPage.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { BuildRef } from '../jobs/jobRef.ts';

/** Time in which the editors of a run's scripts share a reading, in milliseconds: all of them are in one page. */
const sharedMs = 5000;

interface Reading {
  readonly at: number;
  readonly scripts: Promise<readonly ReplayScript[]>;
}

/** Scripts that runs ran. */
export class RunScripts {
  private readonly sessions: Sessions;
  private readonly readings = new Map<string, Reading>();

  constructor(sessions: Sessions) {
    this.sessions = sessions;
  }

  /**
   * Reads the scripts of a run, the main one first; none where the account may not run others.
   * @param isAnew whether a reading of a moment before does not count, as permissions change
   * @throws RequestError
   */
  of({ connection, job, number }: BuildRef, isAnew = false): Promise<readonly ReplayScript[]> {
    for (const [key, { at }] of this.readings) if (at < Date.now() - sharedMs) this.readings.delete(key);
    const key = JSON.stringify([connection.id, job, number]);
    const known = this.readings.get(key);
    if (known && !isAnew) return known.scripts;
    const scripts = readReplayScripts(this.sessions.jenkins(connection), { job, number });
    this.readings.set(key, { at: Date.now(), scripts });
    scripts.catch(() => {
      if (this.readings.get(key)?.scripts === scripts) this.readings.delete(key);
    });
    return scripts;
  }
}
