import * as vscode from 'vscode';
import { compareParameters } from '../../../jenkins/comparison/compareParameters.ts';
import { code, codeBlock, link, listOf, plain } from '../../shell/words/markdownText.ts';
import { commitText } from '../failures/failureMarkdown.ts';
import { valueWords } from '../failures/failureWords.ts';
import { partValue } from '../failures/part.ts';
import type { BuildPair } from './buildPair.ts';
import type { ComparisonFacts, Two } from './comparisonFacts.ts';
import { stageRows } from './comparisonHtml.ts';
import { buildNames, headline, inShort, placeWords } from './comparisonWords.ts';
import { logNotes, own } from './logsHtml.ts';
import { longerWords, stageWords } from './stagesHtml.ts';
import { fullName, maxListed, messageOf, testGroups } from './testsHtml.ts';

const { t } = vscode.l10n;

/** Stages and commits to list. */
const maxLines = 50;

/**
 * Writes the comparison of two builds as Markdown, to be pasted into an issue or a chat.
 * @param addresses of the builds
 */
export function comparisonMarkdown(
  pair: BuildPair,
  facts: ComparisonFacts,
  addresses: Two<string>,
  now = Date.now(),
): string {
  const names = buildNames(pair, facts);
  const rows = stageRows(facts, now);
  const blocks = [
    `**${plain(headline(pair, facts))}** (${names.map((name, at) => link(name, addresses[at] ?? '')).join(', ')})`,
    inShort(pair, facts, rows, now).map(plain).join(' '),
    parameters(facts),
    changes(facts),
    ...(rows.length > 0 ? [stages(facts, names, now)] : []),
    ...tests(facts, names),
    ...logs(facts, names),
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}

function parameters({ builds: [first, second] }: ComparisonFacts): string {
  const { different } = compareParameters(first.parameters, second.parameters);
  if (different.length === 0) return '';
  const lines = different.map(
    each => `${plain(each.name)}: ${code(valueWords(each.first))} → ${code(valueWords(each.second))}`,
  );
  return listOf(t('Parameters'), lines);
}

function changes(facts: ComparisonFacts): string {
  const commits = partValue(facts.changes)?.commits ?? [];
  return commits.length > 0 ? listOf(t('Changes'), cut(commits.map(commitText))) : '';
}

function stages(facts: ComparisonFacts, names: Two<string>, now: number): string {
  const head = [t('Stage'), ...names, t('Difference')];
  const lines = stageRows(facts, now).map(row => {
    const cells = [row.first, row.second].map(stage => (stage ? stageWords(stage, now) : '–'));
    return [row.path.join(' › '), ...cells, longerWords(row)];
  });
  const rule = head.map(() => '---');
  return [head.map(plain), rule, ...lines.slice(0, maxLines).map(line => line.map(plain))]
    .map(cells => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function tests(facts: ComparisonFacts, names: Two<string>): string[] {
  const found = partValue(facts.tests);
  if (!found) return [];
  return testGroups(found, names).map(({ title, tests: all, of, more }) => {
    const lines = all.slice(0, maxListed).map((test, at) => {
      const message = of === 1 ? messageOf(test) : '';
      const told = more?.(at);
      return `${code(fullName(test))}${told ? ` ${plain(told)}` : ''}${message ? `: ${code(message)}` : ''}`;
    });
    const rest = all.length - lines.length;
    return listOf(title, rest > 0 ? [...lines, plain(t('And {0} more', rest))] : lines);
  });
}

function logs(facts: ComparisonFacts, names: Two<string>): string[] {
  const read = partValue(facts.logs);
  if (!read) return [];
  const [first] = read.compared.differences;
  const notes = logNotes(read, names).map(plain).join(' ');
  if (!first) return [notes];
  const lines = [
    ...first.before.map(({ text }) => `  ${text}`),
    ...own(first.first).map(text => `- ${text}`),
    ...own(first.second).map(text => `+ ${text}`),
    ...first.after.map(({ text }) => `  ${text}`),
  ];
  return [
    `${plain(t('First difference of the logs: {0}', placeWords(first, names)))}:\n\n${codeBlock(lines.join('\n'), 'diff')}`,
    notes,
  ];
}

function cut(lines: readonly string[]): string[] {
  const rest = lines.length - maxLines;
  return rest > 0 ? [...lines.slice(0, maxLines), plain(t('And {0} more', rest))] : [...lines];
}
