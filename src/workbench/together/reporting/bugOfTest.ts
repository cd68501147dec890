import * as vscode from 'vscode';
import { isObject } from '../../../base/json.ts';
import { buildPath } from '../../../jenkins/builds/builds.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { FailedTest } from '../../../jenkins/tests/tests.ts';
import { pagesOf } from '../../connections/sessions/pages.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { JiraConnection } from '../../connections/settings/connection.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { type BuildRef, type JobRef, jobIn } from '../../jenkins/jobs/jobRef.ts';
import { testPlaceWords } from '../../jenkins/tests/testWords.ts';
import type { IssueRef } from '../../jira/issues/issueRef.ts';
import type { NewIssue } from '../../jira/issues/newIssue.ts';
import { findMore } from '../../jira/issues/pickIssue.ts';
import type { Background } from '../../shell/commands/background.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { codeBlock, link, plain } from '../../shell/words/markdownText.ts';

const { t } = vscode.l10n;

/** Jira takes 255 characters of a summary, and 32,767 of a description. */
const [longestSummary, longestText] = [255, 20_000];

export interface BugDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly background: Background;
}

/** Failed test of a build. */
interface TestOfBuild extends BuildRef {
  readonly test: FailedTest;
}

/**
 * Begins an issue about a failed test. Issues whose texts name the test come first: the issue may be there already.
 * @param sitesOf finds the sites that have the issues of a job, and on which issues can be created
 */
export async function createBugOfTest(
  deps: BugDeps,
  sitesOf: (job: JobRef) => readonly JiraConnection[],
  target: unknown,
): Promise<void> {
  const failed = testIn(target, deps.store);
  if (!failed) return;
  const sites = sitesOf(failed);
  const known = await askKnown(deps, sites, failed.test);
  if (known === undefined) return;
  if (known !== 'new') {
    await vscode.commands.executeCommand('jenkinsJira.openIssue', known);
    return;
  }
  await vscode.commands.executeCommand('jenkinsJira.createIssue', {
    ...(await bugOf(deps.sessions, failed)),
    sites: sites.map(({ id }) => id),
  });
}

/**
 * Asks whether it is an issue that exists.
 * @returns `new` where it is none, also where none was found; undefined when canceled
 */
async function askKnown(
  { sessions, background }: BugDeps,
  sites: readonly JiraConnection[],
  { name }: FailedTest,
): Promise<IssueRef | 'new' | undefined> {
  const found = await background.optional('Issues like a failed test could not be searched', () =>
    findMore(sites, sessions, name, new AbortController().signal),
  );
  if (!found || found.length === 0) return 'new';
  const answer = await askPick<IssueRef | 'new'>({
    title: t('Create Bug From Failed Test'),
    placeholder: t('Select the issue if it is there already, or create a new one'),
    items: [
      { label: t('Create a new issue…'), iconPath: new vscode.ThemeIcon('add'), value: 'new' },
      ...found.map(({ connection, key, ...line }) => ({ ...line, value: { connection, key } })),
    ],
  });
  return answer.kind === 'answered' ? answer.value : undefined;
}

/** Fills in a new issue: the test, its message and stack, the build, and the first build in which it failed. */
async function bugOf(sessions: Sessions, { connection, job, number, test }: TestOfBuild): Promise<NewIssue> {
  const pages = await pagesOf(connection, sessions);
  const page = (build: number) => pages.resolve(`${buildPath(job, build)}/`).href;
  const name = [test.className, test.name].filter(Boolean).join(' › ');
  const place = testPlaceWords(test);
  const { failedSince } = test;
  const lines = [
    t('{0} failed in {1}.', `**${plain(name)}**`, link(`${readableName(job)} #${number}`, page(number))),
    place && t('It ran in {0}.', plain(place)),
    failedSince !== undefined &&
      failedSince < number &&
      t('It has failed since {0}.', link(`#${failedSince}`, page(failedSince))),
  ];
  const said = [test.message, test.stackTrace].filter(Boolean).join('\n\n');
  const cut = said.length > longestText ? `${said.slice(0, longestText)}\n…` : said;
  return {
    likelyType: 'Bug',
    summary: t('Test failed: {0}', name).replace(/\s+/g, ' ').slice(0, longestSummary),
    description: [...lines.filter(Boolean), ...(cut ? [codeBlock(cut)] : [])].join('\n\n'),
  };
}

/** Test that a command was called on: its line in a tree. */
function testIn(target: unknown, store: ConnectionStore): TestOfBuild | undefined {
  const ref = jobIn(target, id => store.findJenkins(id));
  if (!ref || !isObject(target)) return undefined;
  const { number, test } = target;
  return typeof number === 'number' && isObject(test)
    ? { ...ref, number, test: test as unknown as FailedTest }
    : undefined;
}
