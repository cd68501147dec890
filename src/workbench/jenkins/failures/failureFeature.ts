import * as vscode from 'vscode';
import { asNumber, asObject, asString, parseJson } from '../../../base/json.ts';
import { buildPath } from '../../../jenkins/builds/builds.ts';
import type { FilePlace } from '../../../logs/links.ts';
import { pagesOf } from '../../connections/sessions/pages.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import type { GitBranches } from '../../shell/git/gitBranches.ts';
import { showBriefly } from '../../shell/messages/notifications.ts';
import { BuildPicker } from '../jobs/buildPicker.ts';
import type { JobPicker } from '../jobs/jobPicker.ts';
import type { BuildRef } from '../jobs/jobRef.ts';
import { isRed } from '../jobs/jobWords.ts';
import { FileFinder, openPlace } from '../logs/fileFinder.ts';
import { testUri } from '../tests/testUri.ts';
import { BuildProblems } from './buildProblems.ts';
import { type FailureFacts, FailureReader } from './failureFacts.ts';
import { failureMarkdown } from './failureMarkdown.ts';
import { type FailureCommand, failureViewType } from './failureNames.ts';
import { type FailurePageDeps, FailurePages } from './failurePages.ts';
import { failureUri } from './failureUri.ts';
import { PageCommand } from './pageCommand.ts';
import { partValue } from './part.ts';
import { openFileOf, openIssueOf } from './sharedActs.ts';

const { t } = vscode.l10n;

export interface FailureFeatureDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly jobPicker: JobPicker;
  readonly projectKeys: FailurePageDeps['projectKeys'];
  readonly branches: Pick<GitBranches, 'diffSince'>;
  readonly extension: vscode.Uri;
  readonly background: Background;
}

/** Part of the feature that explains failures. */
export interface FailureFeature extends vscode.Disposable {
  readonly pages: FailurePages;
  readonly problems: BuildProblems;
  readonly handlers: Readonly<Record<FailureCommand, Handler>>;
}

/** Opened with the first failure that is explained. */
export function openFailureFeature(deps: FailureFeatureDeps): FailureFeature {
  const { sessions, background } = deps;
  const buildPicker = new BuildPicker(deps);
  const finder = new FileFinder(background);
  const acting = { sessions, finder };
  const reader = new FailureReader(sessions);
  const act: FailurePageDeps['act'] = (build, facts, command, argument) =>
    acts[command]?.({ ...acting, build, facts, argument });
  const pages = new FailurePages({ ...deps, reader, act });
  const problems = new BuildProblems({ sessions, reader, finder, branches: deps.branches });
  return {
    pages,
    problems,
    handlers: {
      async explainFailure(target) {
        const build = await buildPicker.in(target, {
          title: t('Explain Failure'),
          accepts: isRed,
          newest: true,
        });
        if (build) await vscode.commands.executeCommand('vscode.openWith', failureUri(build), failureViewType);
      },
    },
    dispose: () => void vscode.Disposable.from(pages, problems).dispose(),
  };
}

interface Act {
  readonly build: BuildRef;
  readonly facts: FailureFacts;
  readonly argument: string | undefined;
  readonly sessions: Sessions;
  readonly finder: FileFinder;
}

const run = (name: string, ...args: unknown[]) => vscode.commands.executeCommand(`jenkinsJira.${name}`, ...args);

const acts: Readonly<Record<string, (act: Act) => unknown>> = {
  [PageCommand.openLog]: ({ build, facts, argument }) => {
    const other = buildIn(argument, build);
    if (other) return run('openLog', other);
    const failed = partValue(facts.stages);
    const stage = failed?.paths[0]?.at(-1);
    const shownStage = stage && { id: stage.id, name: stage.name, among: failed?.order };
    return run('openLog', { ...build, shownStage });
  },
  [PageCommand.explain]: ({ build, argument }) => run('explainFailure', buildIn(argument, build)),
  [PageCommand.showCause]: ({ build, argument }) =>
    run('openLog', { ...(buildIn(argument, build) ?? build), atError: true }),
  [PageCommand.runAgain]: ({ build }) => run('runAgain', build),
  [PageCommand.report]: ({ build }) => run('reportBuild', build),
  [PageCommand.openInBrowser]: ({ build }) => run('openInBrowser', { ...build, webPath: webPathOf(build) }),
  [PageCommand.copy]: async ({ build, facts, sessions }) => {
    const address = (await pagesOf(build.connection, sessions)).resolve(webPathOf(build)).href;
    await vscode.env.clipboard.writeText(failureMarkdown(build.job, address, facts));
    showBriefly(t('Copied as Markdown'), 3000);
  },
  [PageCommand.openPlace]: ({ argument, finder }) => openPlace(finder, placeIn(argument), undefined),
  [PageCommand.openFile]: ({ argument, finder }) => openFileOf(finder, argument),
  [PageCommand.openTest]: async ({ build, facts, argument }) => {
    const test = partValue(facts.tests)?.[Number(argument)];
    if (test) await vscode.commands.executeCommand('vscode.open', testUri(build, test));
  },
  [PageCommand.openIssue]: ({ argument }) => openIssueOf(argument),
  [PageCommand.compare]: ({ build, facts }) =>
    run('compareBuilds', { ...build, otherNumber: partValue(facts.since)?.good?.build.number }),
};

/** Other build of the same connection that a button names. */
function buildIn(argument: string | undefined, { connection }: BuildRef): BuildRef | undefined {
  const { job, number } = asObject(parseJson(argument ?? ''));
  return typeof job === 'string' && typeof number === 'number' ? { connection, job, number } : undefined;
}

function webPathOf({ job, number }: BuildRef): string {
  return `${buildPath(job, number)}/`;
}

function placeIn(argument: string | undefined): FilePlace {
  const place = asObject(parseJson(argument ?? ''));
  return { path: asString(place['path']) ?? '', line: asNumber(place['line']), column: asNumber(place['column']) };
}
