import { buildLines } from './pipeline/buildLines.ts';
import { inputs } from './pipeline/inputs.ts';
import { replays } from './pipeline/replays.ts';
import { stages } from './pipeline/stages.ts';
import type { Claim } from './proof.ts';

/** That a Pipeline is seen stage by stage, answered and run again; one file a subject. */
export const pipeline: readonly Claim[] = [...stages, ...inputs, ...replays, ...buildLines];
