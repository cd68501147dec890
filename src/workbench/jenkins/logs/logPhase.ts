import type { BuildInput } from '../../../jenkins/builds/builds.ts';

/** Phase of a log. */
export type LogPhase =
  | { readonly kind: 'loading' }
  | {
      readonly kind: 'following';
      readonly running: boolean;
      /** Those that the build is known to wait for. */
      readonly inputs?: readonly BuildInput[];
    }
  | { readonly kind: 'interrupted'; readonly error: Error; readonly retryAt: number }
  /** The server answers wrongly: the log is read whole when the build has ended. */
  | { readonly kind: 'senseless' }
  /** The number names another build now, whose log is followed from its beginning. */
  | { readonly kind: 'anotherBuild' }
  | { readonly kind: 'settling' }
  | { readonly kind: 'finished'; readonly result: string | undefined }
  /** The build is gone; its text so far is kept. */
  | { readonly kind: 'deleted' }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Whether the server has more of a log than was read, other than what a running build is still going to print. */
export function isReadInPart(phase: LogPhase): boolean {
  return phase.kind === 'failed' || (phase.kind === 'following' && !phase.running);
}

/** Whether nothing more comes. */
export function hasEnded({ kind }: LogPhase): boolean {
  return kind === 'finished' || kind === 'deleted';
}
