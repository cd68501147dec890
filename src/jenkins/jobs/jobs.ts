import { asBoolean, asNumber, asObjects, asString, asText, isObject, type JsonObject } from '../../base/json.ts';
import { type Build, BuildResult, briefBuildTree, parseBuild } from '../builds/builds.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { childName, jobPath, readableName } from './jobPath.ts';
import { type PartKind, partKindOf } from './partKind.ts';

export const JobKind = {
  job: 'job',
  folder: 'folder',
  organization: 'organization',
  multibranch: 'multibranch',
} as const;
export type JobKind = (typeof JobKind)[keyof typeof JobKind];

/** Kind of source that a multibranch project builds with a job. */
export const HeadKind = { branch: 'branch', tag: 'tag', pullRequest: 'pullRequest' } as const;
export type HeadKind = (typeof HeadKind)[keyof typeof HeadKind];

/** Health of a job by its recent builds, as Jenkins rates it. */
export interface Health {
  /** 0 (all failed) to 100. */
  readonly score: number;
  /** Jenkins' sentence. */
  readonly description: string;
}

/** Job or folder as a level of the tree shows it. */
export interface Job {
  readonly kind: JobKind;
  /** As Jenkins has it, branch names encoded: see {@link jobPath}. */
  readonly fullName: string;
  /** Name on Jenkins' own pages: a display name if it has any, else the last part, decoded. */
  readonly label: string;
  /** Whether it can be built at all: not disabled, not a folder. */
  readonly buildable: boolean;
  readonly disabled: boolean;
  /** Kind of the parts that it has: of a matrix, or of a Maven project. */
  readonly parts?: PartKind | undefined;
  /** Of a job of a multibranch project, where the level has it. */
  readonly head: HeadKind | undefined;
  /** Whether it builds the repository's main branch, where the level tells it. */
  readonly isPrimary?: boolean;
  /** Result of the last completed build. */
  readonly result: BuildResult | undefined;
  readonly running: boolean;
  /** Worst of the reports. */
  readonly health: Health | undefined;
  /** Absent where there is none, or the request did not ask for it. */
  readonly lastBuild: Build | undefined;
}

const nameTree = 'name,displayName,color,buildable,disabled';

/** Fields of a {@link Job} without its last build. */
export const jobStateTree = `${nameTree},healthReport[score,description]`;

/** Fields of a {@link Job}. Its last build goes without causes: Jenkins would read each build's file. */
export const jobTree = `${jobStateTree},lastBuild[${briefBuildTree}]`;

const kindsByClass: Readonly<Record<string, JobKind>> = {
  'com.cloudbees.hudson.plugins.folder.Folder': JobKind.folder,
  'jenkins.branch.OrganizationFolder': JobKind.organization,
  'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject': JobKind.multibranch,
};

/**
 * Reads a job.
 * @throws RequestError; NotFoundError when it is gone or hidden
 */
export async function readJob(session: JenkinsSession, fullName: string, options: ReadOptions = {}): Promise<Job> {
  const answer = await session.getObject(apiPath(jobPath(fullName), jobTree), options);
  return toJob(answer, fullName);
}

/** Parses a job of a level's answer; undefined where it has no name. */
export function parseJob(json: JsonObject, folder: string): Job | undefined {
  const name = asString(json['name']);
  return name ? toJob(json, childName(folder, name)) : undefined;
}

/** Parses a job of an answer with the fields of {@link jobTree}, or fewer. */
export function toJob(json: JsonObject, fullName: string): Job {
  const color = asString(json['color']);
  const shown = readableName(lastPart(fullName));
  const state = stateOfColor(color);
  return {
    kind: kindOf(json),
    fullName,
    label: asString(json['displayName']) || shown,
    buildable: asBoolean(json['buildable']) ?? false,
    disabled: asBoolean(json['disabled']) ?? state.disabled,
    parts: partKindOf(json),
    head: undefined,
    result: state.result,
    running: state.running,
    health: worst(asObjects(json['healthReport']).flatMap(report => parseHealth(report) ?? [])),
    lastBuild: isObject(json['lastBuild']) ? parseBuild(json['lastBuild']) : undefined,
  };
}

/** Determines the kind of an item. Only folders have no color, of any plugin. */
export function kindOf(json: JsonObject): JobKind {
  const byClass = kindsByClass[asText(json['_class'])];
  return byClass ?? (asString(json['color']) === undefined ? JobKind.folder : JobKind.job);
}

const resultsByColor: Readonly<Record<string, BuildResult>> = {
  blue: BuildResult.success,
  green: BuildResult.success,
  red: BuildResult.failure,
  yellow: BuildResult.unstable,
  aborted: BuildResult.aborted,
};

/** Jenkins gives a job's state as the color of a ball; `_anime` means that a build runs. */
function stateOfColor(color = ''): { result: BuildResult | undefined; running: boolean; disabled: boolean } {
  const running = color.endsWith('_anime');
  const base = running ? color.slice(0, -'_anime'.length) : color;
  return { result: resultsByColor[base], running, disabled: base === 'disabled' };
}

function parseHealth(report: JsonObject): Health | undefined {
  const score = asNumber(report['score']);
  return score === undefined ? undefined : { score, description: asText(report['description']) };
}

function worst(reports: readonly Health[]): Health | undefined {
  return reports.reduce<Health | undefined>(
    (least, each) => (least && least.score <= each.score ? least : each),
    undefined,
  );
}

function lastPart(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('/') + 1);
}
