// Mutants that no test can kill: what they change cannot be seen from outside, or only as time.

export interface Equivalent {
  /** As the survivor was printed: the file, the original and its replacement. */
  readonly mutant: string;
  readonly why: string;
}

export const equivalent: readonly Equivalent[] = [
  {
    mutant: "src/http/errors.ts: ` (status ${details.status})` → ''",
    why: 'the message of an error is for the log',
  },
  {
    mutant: "src/http/noProxy.ts: '' → 'mutated'",
    why: 'base URLs are http or https, which have ports by default',
  },
  {
    mutant: "src/jira/documents/containers.ts: '' → 'mutated'",
    why: 'a document whose text has no words has lost that text when it was read',
  },
];
