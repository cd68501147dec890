/** State of the nodes of tests, which outlives them: a refresh makes new nodes. By their ids. */
export class TestNodeState {
  /** Number of failed tests to show, where a person asked for more than usual. */
  readonly shownTests = new Map<string, number>();
  /** Number of new failures; known once they were listed. */
  readonly newFailures = new Map<string, number>();
}
