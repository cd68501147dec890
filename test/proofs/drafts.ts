import type { Claim } from './proof.ts';

/** That nothing that a person typed is lost. */
export const drafts: readonly Claim[] = [
  {
    claim: 'drafts are files for their owner alone, apart from each other, and go in time',
    runner: 'plain',
    by: ['unit/base/draftFolder.test.ts'],
  },
  {
    claim: 'each kind of text is a draft with auto save on and off; a save by hand sends it, or keeps it',
    runner: 'host',
    by: ['a text under edit', 'a draft that was left'],
  },
  {
    claim: 'answers of a form are there for a day, for that form alone, until they are sent or started over',
    runner: 'host',
    by: ['answers of a form that was left'],
  },
  {
    claim:
      'each kind with auto save off: written, closed, marked, listed, reloaded, crashed, in a second window; compared, removed',
    runner: 'ui',
    by: ['ui/drafts.test.ts'],
  },
  {
    claim: 'auto save on: what VS Code saves answers nothing and is sent nowhere',
    runner: 'ui',
    by: ['ui/changes.test.ts'],
  },
  {
    claim: 'comments on Cloud and Data Center: preview, mentions, changed by another meanwhile',
    runner: 'ui',
    by: ['ui/issueWork.test.ts'],
  },
  { claim: 'a draft in two windows is posted once', runner: 'host', by: ['a draft in two windows'] },
  {
    claim: 'people and issues are read by their names, and come back as they were',
    runner: 'plain',
    by: ['unit/jira/documents/names.test.ts'],
  },
];
