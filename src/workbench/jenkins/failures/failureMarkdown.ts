import * as vscode from 'vscode';
import type { Commit } from '../../../jenkins/builds/changes.ts';
import type { SinceGood } from '../../../jenkins/failures/failedBuild.ts';
import type { Cause } from '../../../logs/errors/readCause.ts';
import { code, codeBlock, link, listOf, plain } from '../../shell/words/markdownText.ts';
import { failingSince } from '../tests/testWords.ts';
import { isByTests, partIntro, rankWords, stepOf } from './causeHtml.ts';
import type { FailureFacts } from './failureFacts.ts';
import { agentWords, differences, headline, shortId, titleOf } from './failureWords.ts';
import { partValue } from './part.ts';
import { maxListed, messageOf } from './testsHtml.ts';

const { t } = vscode.l10n;

/** Writes the explanation of a failed build as Markdown, to be pasted into an issue or a chat. */
export function failureMarkdown(job: string, address: string, facts: FailureFacts): string {
  const agent = agentWords(facts);
  const tests = partValue(facts.tests) ?? [];
  const { cause, part } = partValue(facts.cause) ?? {};
  const since = partValue(facts.since);
  const blocks = [
    `**${link(headline(job, facts), address)}**${agent ? ` · ${plain(t('on agent {0}', agent))}` : ''}`,
    ...(cause && !isByTests(cause, facts) ? [part && plain(partIntro(part)), causeText(cause, facts)] : []),
    tests.length > 0 && listOf(t('Failed tests'), tests.slice(0, maxListed).map(testText)),
    tests.length > maxListed && plain(t('And {0} more', tests.length - maxListed)),
    since && sinceText(since, facts),
  ];
  return `${blocks.filter(Boolean).join('\n\n')}\n`;

  function testText(test: (typeof tests)[number]): string {
    const name = code([test.className, test.name].filter(Boolean).join(' › '));
    const message = messageOf(test);
    return `${name} (${plain(failingSince(test))})${message ? `: ${code(message)}` : ''}`;
  }
}

function causeText(cause: Cause, facts: FailureFacts): string {
  const step = stepOf(cause, facts);
  const text = cause.around.map(line => line.text).join('\n');
  const doubt = rankWords(cause.rank);
  return [step && `${plain(t('In the step'))} ${code(step)}`, doubt && plain(doubt), codeBlock(text)]
    .filter(Boolean)
    .join('\n\n');
}

function sinceText({ good, commits }: SinceGood, facts: FailureFacts): string | false {
  const lines = [
    ...commits.map(commitText),
    ...(good ? differences(facts.build, good) : []).map(
      ({ name, before, now }) => `${plain(name)}: ${code(before)} → ${code(now)}`,
    ),
  ];
  const title = good ? t('Since {0}, the last good build', good.build.displayName) : t('Changes');
  return lines.length > 0 && listOf(title, lines);
}

export function commitText(commit: Commit): string {
  const by = commit.author ? ` (${plain(commit.author)})` : '';
  return `${shortId(commit) ? `${code(shortId(commit))} ` : ''}${plain(titleOf(commit))}${by}`;
}
