// Kinds stand in settings, in drafts and in messages of errors, by the names that the code has for them.
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as http from '../../src/http/index.ts';
import * as jenkins from '../../src/jenkins/index.ts';
import { OverlapKind } from '../../src/jenkins/logs/overlapMatcher.ts';
import * as jira from '../../src/jira/index.ts';
import { JqlExpectation } from '../../src/jira/jql/context.ts';

/** Values of their own: methods of HTTP, and texts of servers. */
const others = new Set(['Method', 'BuildResult', 'StopWay', 'StatusCategory']);

const all = Object.entries({ ...http, ...jenkins, ...jira, OverlapKind, JqlExpectation });
const kinds = all.filter(
  ([name, value]) =>
    /^[A-Z]/.test(name) &&
    typeof value === 'object' &&
    Object.values(value).every(each => typeof each === 'string') &&
    !others.has(name),
);

describe('the kinds of the cores', () => {
  for (const [name, values] of kinds) {
    it(`are called what they are: ${name}`, () => {
      for (const [key, value] of Object.entries(values)) assert.equal(value, key);
    });
  }
});
