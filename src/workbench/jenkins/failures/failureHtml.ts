import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import type { SinceGood } from '../../../jenkins/failures/failedBuild.ts';
import { button, muted, section, timeAt } from '../../shell/pages/pageParts.ts';
import { durationWords } from '../../shell/words/timeWords.ts';
import { causeHtml } from './causeHtml.ts';
import { type CommitContext, commitHtml } from './commitHtml.ts';
import type { FailureFacts } from './failureFacts.ts';
import { agentWords, differences, headline } from './failureWords.ts';
import { PageCommand } from './pageCommand.ts';
import { hasFailed, partValue } from './part.ts';
import { paragraph, partHtml } from './partHtml.ts';
import { partsHtml, partsTitle } from './partsHtml.ts';
import { type TestContext, testsHtml } from './testsHtml.ts';

const { t } = vscode.l10n;

export interface FailureContent extends CommitContext, TestContext {
  readonly job: string;
  readonly facts: FailureFacts;
  /** Section of other branches, once they were asked for. */
  readonly branches: string | undefined;
}

/** Renders the page that explains a failed build. Every text of a server is escaped. */
export function failureHtml(content: FailureContent): string {
  const { job, facts } = content;
  const { build } = facts.build;
  const agent = agentWords(facts);
  const details = [
    timeAt(build.startedAt),
    muted(t('after {0}', durationWords(build.durationMs))),
    agent && muted(t('on agent {0}', agent)),
    ...build.causes.map(muted),
  ];
  const parts = [
    `<h1 dir="auto">${escapeHtml(headline(job, facts))}</h1>`,
    `<p>${details.filter(Boolean).join(' · ')}</p>`,
    actions(facts),
    section(
      t('Cause'),
      partHtml(facts.cause, found => causeHtml(found, facts)),
    ),
    partSection(content),
    testSection(content),
    sinceSection(content),
    branchSection(content),
  ];
  return parts.filter(Boolean).join('\n');
}

function actions({ cause, stages, parts, tests, since }: FailureFacts): string {
  return `<div class="actions" role="toolbar" aria-label="${escapeHtml(t('Actions'))}">${[
    button(t('Open Log'), PageCommand.openLog, '', 'primary'),
    button(t('Run Again'), PageCommand.runAgain),
    button(compareWords(since), PageCommand.compare),
    button(t('Report on Issues…'), PageCommand.report),
    button(t('Copy as Markdown'), PageCommand.copy),
    button(t('Open in Browser'), PageCommand.openInBrowser),
    hasFailed(cause, stages, parts, tests, since) ? button(t('Try Again'), PageCommand.again) : '',
  ].join('')}</div>`;
}

function compareWords(since: FailureFacts['since']): string {
  const good = partValue(since)?.good;
  return good ? t('Compare With {0}', good.build.displayName) : t('Compare Builds…');
}

function partSection({ facts }: FailureContent): string {
  const { parts: kind } = facts.build.build;
  return kind ? section(partsTitle(kind, partValue(facts.parts)), partHtml(facts.parts, partsHtml)) : '';
}

function testSection(content: FailureContent): string {
  const { facts } = content;
  const { failed = 0 } = facts.build.tests ?? {};
  if (failed === 0) return '';
  const fresh = (partValue(facts.tests) ?? []).filter(({ isNew }) => isNew).length;
  const title = fresh > 0 ? t('Tests: {0} failed, {1} of them new', failed, fresh) : t('Tests: {0} failed', failed);
  return section(
    title,
    partHtml(facts.tests, tests => testsHtml(tests, content)),
  );
}

function sinceSection(content: FailureContent): string {
  const { since } = content.facts;
  const good = partValue(since)?.good;
  const name = good?.build.displayName;
  const title = name ? t('Since {0}, the last good build', name) : t('Since the last good build');
  return section(
    title,
    partHtml(since, value => sinceHtml(value, content)),
  );
}

function sinceHtml({ good, firstBad, commits, isCut }: SinceGood, content: FailureContent): string {
  const { build } = content.facts.build;
  const notes = [
    !good && t('None of the builds that Jenkins lists passed.'),
    good && firstBad < build.number && t('#{0} was the first build that did not pass.', firstBad),
    isCut && t('Some builds in between were deleted, so changes may be missing.'),
  ];
  const changed = good ? differences(content.facts.build, good) : [];
  const rows = changed.map(
    ({ name, before, now }) =>
      `<li>${escapeHtml(name)} <code>${escapeHtml(before)}</code> → <code>${escapeHtml(now)}</code></li>`,
  );
  const list = commits.map(commit => commitHtml(commit, content)).join('');
  const none = commits.length === 0 && rows.length === 0;
  return [
    ...notes.flatMap(note => (note ? [`<p>${muted(note)}</p>`] : [])),
    none ? paragraph(t('No new commits, and no changed parameters.')) : '',
    list || rows.length > 0 ? `<ul class="plain commits">${list}${rows.join('')}</ul>` : '',
  ].join('');
}

function branchSection({ facts, branches }: FailureContent): string {
  if (!partValue(facts.since)?.isBranch) return '';
  const ask = button(t('Check Other Branches'), PageCommand.branches);
  return section(t('Other branches'), branches ?? `<p>${ask}</p>`);
}
