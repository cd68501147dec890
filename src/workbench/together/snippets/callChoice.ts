import type { Call } from '../../../snippets/call.ts';

/** Call that can be written as code. */
export interface CallChoice {
  readonly label: string;
  /** Effect and needs, in a sentence. */
  readonly detail: string;
  /** Asks for what is missing, and describes the call; undefined where the person canceled. */
  readonly make: () => Promise<Call | undefined>;
}
