// Offsets into logs that were asked for outside of any answer: they depend on the lengths of console notes.

import type { JenkinsState } from '../jenkins/index.ts';
import { isJob } from '../jenkins/state/model.ts';

interface Place {
  readonly job: string;
  /** Text of the log that stands there, the last of its kind. */
  readonly text: string;
  /** Whether the offset counts from the end, to the line break before that line. */
  readonly fromEnd?: true;
}

/** By the recorded offsets. */
const places: Readonly<Record<string, Place>> = {
  32209: { job: 'rec-lab/scr-log', text: 'line 399 of' },
  8467: { job: 'rec-lab/decl-par', text: 'windows 2\nwindows 2' },
  '-1200': { job: 'rec-lab/decl-par', text: '// stage\n', fromEnd: true },
};

/** The same place in the log of the first run here; undefined for other offsets, and where no such text is. */
export function placeHere(state: JenkinsState, recorded: string): string | undefined {
  const place = places[recorded];
  const job = place && state.item(place.job);
  const log = job && isJob(job) ? job.builds.at(-1)?.log.bytes() : undefined;
  const at = place ? (log?.lastIndexOf(place.text) ?? -1) : -1;
  if (!place || !log || at < 0) return undefined;
  return String(place.fromEnd ? at + place.text.length - 1 - log.length : at);
}
