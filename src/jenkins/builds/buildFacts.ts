import { asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { type PartKind, partKindOf } from '../jobs/partKind.ts';
import { restartableIn, restartTree } from '../pipelines/runFacts.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { countsIn, countsTree, type TestCounts } from '../tests/testCounts.ts';
import { testReportPage } from '../tests/testPath.ts';
import { buildPath, isPipelineRun } from './builds.ts';
import { isSeparator, textOfValue } from './parameterValue.ts';

/** Parameter that a build ran with. */
export interface GivenParameter {
  readonly name: string;
  /** Value in Jenkins' words; undefined where Jenkins does not tell it, as of passwords. */
  readonly value: string | undefined;
}

/** Reason why a build was started. */
export interface Cause {
  /** Jenkins' sentence. */
  readonly sentence: string;
  /** Build that started this one. */
  readonly upstream: { readonly job: string; readonly number: number } | undefined;
}

/** Facts of a build that its line leads to. */
export interface BuildFacts {
  /** Paths of its artifacts, in Jenkins' order. */
  readonly artifacts: readonly string[];
  /** Absent for a build without tests. */
  readonly tests: TestCounts | undefined;
  /** Whether it is a run of a Pipeline, which has stages. */
  readonly isPipeline: boolean;
  /** Kind of the parts that were built with it. */
  readonly parts: PartKind | undefined;
  /** Names of the stages that it can be restarted from. */
  readonly restartable: readonly string[];
  readonly parameters: readonly GivenParameter[];
  readonly causes: readonly Cause[];
  readonly description: string;
  /** Messages of the commits that are new in it, at most {@link maxChanges} and one more. */
  readonly messages: readonly string[];
}

/** Limit of the commits to show. */
export const maxChanges = 100;

const messagesTree = `items[commitId,msg,comment]{0,${maxChanges + 1}}`;
const causesTree = 'causes[shortDescription,upstreamProject,upstreamBuild]';
/** Fields of a build's actions that tell its parameters. */
export const parametersTree = 'parameters[name,value,jobName,number,originalFileName]';
/** Fields of a build that tell the messages of its commits. */
export const changesTree = `changeSet[${messagesTree}],changeSets[${messagesTree}]`;
const tree = [
  'description',
  'artifacts[relativePath]',
  `actions[${countsTree},${causesTree},${parametersTree},${restartTree}]`,
  changesTree,
].join(',');

/**
 * Reads the facts of a build, in a single request. https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function readBuildFacts(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<BuildFacts> {
  const answer = await session.getObject(apiPath(buildPath(job, number), tree), options);
  const actions = asObjects(answer['actions']);
  return {
    artifacts: asObjects(answer['artifacts']).flatMap(json => asString(json['relativePath']) || []),
    tests: testCountsIn(answer),
    isPipeline: isPipelineRun(answer),
    parts: partKindOf(answer),
    restartable: restartableIn(actions),
    parameters: parametersIn(answer),
    causes: distinct(actions.flatMap(action => asObjects(action['causes'])).flatMap(json => causeIn(json) ?? [])),
    description: asText(answer['description']),
    messages: messagesIn(answer),
  };
}

/** Counts of a build's own tests. Other plugins report counts, too, on pages of their own. */
export function testCountsIn(build: JsonObject): TestCounts | undefined {
  const actions = asObjects(build['actions']).filter(action => action['urlName'] === testReportPage);
  return actions.flatMap(action => countsIn(action) ?? [])[0];
}

/** Parameters of a build, in Jenkins' order. */
export function parametersIn(build: JsonObject): GivenParameter[] {
  return asObjects(build['actions'])
    .flatMap(action => asObjects(action['parameters']))
    .flatMap(json => parameterIn(json) ?? []);
}

/**
 * Commits in the answer of a build, each once, also where several checkouts bring it: a tree takes no line twice.
 * Freestyle builds have a single set, Pipelines a list of them.
 */
export function changesIn(build: JsonObject): JsonObject[] {
  const sets = [asObject(build['changeSet']), ...asObjects(build['changeSets'])];
  const seen = new Set<string>();
  return sets
    .flatMap(set => asObjects(set['items']))
    .filter(({ commitId }) => {
      if (typeof commitId !== 'string' || commitId === '') return true;
      const isNew = !seen.has(commitId);
      seen.add(commitId);
      return isNew;
    });
}

/** Messages of the commits in a build's answer. Some plugins tell the first line alone. */
export function messagesIn(build: JsonObject): string[] {
  return changesIn(build).map(json => asString(json['comment']) ?? asText(json['msg']));
}

function parameterIn(json: JsonObject): GivenParameter | undefined {
  const name = asString(json['name']);
  if (!name || isSeparator(json)) return undefined;
  // Plugins may tell more of theirs than Jenkins itself does.
  if (/password/i.test(asText(json['_class']))) return { name, value: undefined };
  return { name, value: textOfValue(json) ?? asString(json['originalFileName']) };
}

function causeIn(json: JsonObject): Cause | undefined {
  const sentence = asString(json['shortDescription']);
  if (!sentence) return undefined;
  const job = asString(json['upstreamProject']);
  const number = asNumber(json['upstreamBuild']);
  return { sentence, upstream: job && number !== undefined ? { job, number } : undefined };
}

/** After a merge of queue items the same sentence may occur twice. */
function distinct(causes: readonly Cause[]): Cause[] {
  return [...new Map(causes.map(cause => [cause.sentence, cause])).values()];
}
