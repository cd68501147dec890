import * as vscode from 'vscode';
import type { GivenParameter } from '../../../jenkins/builds/buildFacts.ts';
import type { Commit } from '../../../jenkins/builds/changes.ts';
import { compareParameters } from '../../../jenkins/comparison/compareParameters.ts';
import type { ComparedBuild, FailedBuild } from '../../../jenkins/failures/failedBuild.ts';
import type { StagePath } from '../../../jenkins/failures/failingStages.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';
import { buildPresentation } from '../jobs/jobWords.ts';
import type { FailedPart } from './failedParts.ts';
import type { FailureFacts } from './failureFacts.ts';
import { partValue } from './part.ts';

const { t } = vscode.l10n;

/** Failing stages to name in a heading. */
const maxNamed = 3;

/** "payments/api/main #129 failed in Test › linux". */
export function headline(job: string, { build, stages, parts }: FailureFacts): string {
  const name = `${readableName(job)} ${build.build.displayName}`;
  const { words } = buildPresentation(build.build);
  const where = stageWords(partValue(stages)?.paths ?? []) || partWords(partValue(parts) ?? []);
  return where ? t('{0} {1} in {2}', name, words, where) : `${name} ${words}`;
}

/** "Test › linux, Test › windows and 2 more". */
export function stageWords(paths: readonly StagePath[]): string {
  return nameWords(paths.map(path => path.map(({ name }) => name).join(' › ')));
}

function partWords(parts: readonly FailedPart[]): string {
  return nameWords(parts.map(({ label }) => label));
}

function nameWords(names: readonly string[]): string {
  const named = names.slice(0, maxNamed).join(', ');
  const rest = names.length - maxNamed;
  return rest > 0 ? t('{0} and {1} more', named, rest) : named;
}

/** Agent of a failed build; of a Pipeline, those of its failing stages. */
export function agentWords({ build, stages }: FailureFacts): string | undefined {
  if (build.agent) return build.agent;
  const paths = partValue(stages)?.paths ?? [];
  const agents = paths.flatMap(path => path.findLast(({ agent }) => agent)?.agent ?? []);
  return [...new Set(agents)].join(', ') || undefined;
}

/** Parameter, or agent, that differs from the last good build. */
export interface Difference {
  readonly name: string;
  readonly before: string;
  readonly now: string;
}

/** Differences of a failed build from the last good one. */
export function differences(failed: FailedBuild, good: ComparedBuild): Difference[] {
  const { different } = compareParameters(good.parameters, failed.parameters);
  const parameters = different.map(({ name, first, second }) => ({
    name: t('Parameter {0}', name),
    before: valueWords(first),
    now: valueWords(second),
  }));
  const isMoved = failed.agent !== good.agent && (failed.agent || good.agent) && !failed.build.isPipeline;
  const builtIn = t('built-in node');
  return isMoved
    ? [...parameters, { name: t('Agent'), before: good.agent ?? builtIn, now: failed.agent ?? builtIn }]
    : parameters;
}

/** Value of a parameter; never that of a password, which Jenkins does not tell. */
export function valueWords(parameter: GivenParameter | undefined): string {
  if (!parameter) return t('not set');
  if (parameter.value === undefined) return t('not reported by Jenkins');
  return parameter.value === '' ? t('empty') : parameter.value;
}

/** "a1b2c3d", or the id of another system's revision. */
export function shortId({ id }: Pick<Commit, 'id'>): string {
  return /^[0-9a-f]{40}$/.test(id) ? id.slice(0, 7) : id;
}

/** First line of a commit's message. */
export function titleOf({ message }: Commit): string {
  const [title = ''] = message.split(/\r?\n/);
  return title || t('No message');
}

export function fileCountWords({ files, hasMoreFiles }: Commit): string {
  if (hasMoreFiles) return t('more than {0} files', files.length);
  return files.length === 1 ? t('1 file') : t('{0} files', files.length);
}
