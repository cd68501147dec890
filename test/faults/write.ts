// A kind of write: how it is done, and how often the demo server did it.
import assert from 'node:assert/strict';
import type { WriteControl, Written } from '../../src/http/index.ts';
import type * as jenkins from '../../src/jenkins/index.ts';
import type * as jira from '../../src/jira/index.ts';
import type { DemoJenkins } from '../servers/jenkins/index.ts';
import type { DemoJira } from '../servers/jira/index.ts';

/** Servers whose state a write changes. */
export interface Servers {
  readonly jenkins: DemoJenkins;
  readonly jira: DemoJira;
  /** Number of builds that the demo Jenkins was asked for. */
  readonly starts: () => number;
}

/** A window's sessions. */
export interface Sessions {
  readonly jenkins: jenkins.JenkinsSession;
  readonly jira: jira.JiraSession;
}

export interface Prepared {
  readonly perform: (sessions: Sessions, control: WriteControl) => Promise<Written>;
  /** Times that it was done since; for a state, 1 where it is as wanted. */
  readonly count: () => number;
}

export interface Write {
  readonly server: 'jenkins' | 'jira';
  /** A state can be set by several writes at once, and is then done for all of them. */
  readonly isState: boolean;
  /** Whether two windows may do it at once. */
  readonly isShared: boolean;
  /** @param which of a few values: often the same as before */
  readonly prepare: (servers: Servers, which: number) => Prepared;
}

type Prepare = Write['prepare'];
/** Each time makes another object. */
export const creation = (prepare: Prepare) => ({ isState: false, isShared: true, prepare });
/** Sets a state. @param isShared whether two windows may do it at once */
export const state = (prepare: Prepare, isShared = true) => ({ isState: true, isShared, prepare });

/** Issue that writes change. */
export const key = 'PAY-431';
/** Counts those that were added since. */
export const growth = (size: () => number) => {
  const before = size();
  return () => size() - before;
};
export const yes = (isTrue: boolean) => (isTrue ? 1 : 0);

export function issueOf({ jira }: Servers) {
  const issue = jira.state.issue(key);
  assert.ok(issue);
  return issue;
}
