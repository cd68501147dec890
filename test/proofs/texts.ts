import type { Claim } from './proof.ts';

/** That texts go through unharmed: Markdown, Atlassian's documents, wiki markup. */
export const texts: readonly Claim[] = [
  {
    claim: 'an edit of a word in wiki markup changes that word, for Atlassian’s parser and ours',
    runner: 'plain',
    by: ['unit/jira/documents/wikiPatch.test.ts', 'unit/jira/documents/wikiEdit.test.ts'],
  },
  { claim: '2,000 texts, judged anew', runner: 'command', by: ['judge'] },
  {
    claim: 'wiki markup is read and written as Jira’s renderer does',
    runner: 'plain',
    by: [
      'cases/jira/wikiText.test.ts',
      'cases/jira/wikiBlocks.test.ts',
      'unit/jira/documents/kinds.test.ts',
      'unit/jira/documents/wikiKinds.test.ts',
      'unit/jira/documents/wikiBreaks.test.ts',
      'unit/jira/documents/wiki.test.ts',
      'unit/jira/documents/wikiInline.test.ts',
      'unit/jira/documents/wikiTable.test.ts',
    ],
  },
  {
    claim: 'all nodes of Atlassian’s schema go back as they came, and change where they were edited',
    runner: 'plain',
    by: [
      'unit/jira/documents/randomDocuments.test.ts',
      'unit/jira/documents/localIds.test.ts',
      'unit/jira/documents/kept.test.ts',
      'unit/jira/documents/nestedTasks.test.ts',
      'cases/jira/adf.test.ts',
    ],
  },
  { claim: '5,000 random documents', runner: 'command', by: ['test:documents'] },
  {
    claim: 'titles, panels, statuses, dates, tasks, tables are shown',
    runner: 'plain',
    by: [
      'unit/jira/documents/shown.test.ts',
      'unit/jira/documents/html.test.ts',
      'unit/jira/documents/flavored.test.ts',
    ],
  },
  {
    claim: 'Markdown rows keep all their cells, and blocks are read as Markdown-it reads them',
    runner: 'plain',
    by: ['unit/jira/documents/surplusCells.test.ts', 'unit/jira/documents/markdownStates.test.ts'],
  },
  {
    claim: 'conversions are those that were looked at; hostile texts stay linear',
    runner: 'plain',
    by: ['unit/jira/documents/golden.test.ts', 'unit/jira/documents/hostile.test.ts'],
  },
];
