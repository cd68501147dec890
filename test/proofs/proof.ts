/** Way in which a claim is shown. */
export type Runner = 'plain' | 'host' | 'ui' | 'command';

export interface Claim {
  readonly claim: string;
  readonly runner: Runner;
  /** Files of tests below test/; words of the title for `host`; a script of package.json for `command`. */
  readonly by: readonly string[];
}
