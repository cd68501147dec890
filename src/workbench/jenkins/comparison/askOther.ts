import * as vscode from 'vscode';
import { type Build, BuildResult, listBuilds } from '../../../jenkins/builds/builds.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import { Failure } from '../../connections/words/failure.ts';
import { askPick } from '../../shell/dialogs/askPick.ts';
import { buildItem } from '../jobs/buildPicker.ts';
import type { BuildRef } from '../jobs/jobRef.ts';

const { t } = vscode.l10n;
const maxShown = 100;

/** Asks which build of the same job a build is compared with. */
export async function askOther(build: BuildRef, sessions: Sessions, title: string): Promise<BuildRef | undefined> {
  const abort = new AbortController();
  const name = `${readableName(build.job)} #${build.number}`;
  const builds = listBuilds(sessions.jenkins(build.connection), build.job, maxShown, { signal: abort.signal });
  try {
    const answer = await askPick({
      title,
      placeholder: t('Select the build to compare {0} with', name),
      items: builds.then(found => itemsOf(found, build.number)),
    });
    return answer.kind === 'answered' ? { ...build, number: answer.value } : undefined;
  } catch (error) {
    throw new Failure(t('Could not list the builds of {0}.', readableName(build.job)), error, build.connection);
  } finally {
    abort.abort();
  }
}

/** The builds that are worth a comparison first: the last one before that passed, and the one before. */
function itemsOf(builds: readonly Build[], number: number) {
  const before = builds.filter(each => each.number < number);
  const passed = before.find(({ result, running }) => !running && result === BuildResult.success);
  const [previous] = before;
  const first = [...new Set([passed, previous].filter(each => each !== undefined))];
  const others = builds.filter(each => each.number !== number && !first.includes(each));
  return [...first, ...others].map(build => {
    const item = buildItem(build);
    const reason = build === passed ? t('last passed build before') : build === previous && t('build before');
    return reason ? { ...item, description: `${item.description} · ${reason}` } : item;
  });
}
