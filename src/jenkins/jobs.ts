import { booleanAt, type JsonObject, objectAt, objectsAt, stringAt } from '../base/json.ts';
import { apiPath } from './apiPath.ts';
import { type Build, buildTree, parseBuild } from './builds.ts';
import { childName, jobPath, readableName } from './jobPath.ts';
import type { JenkinsSession, ReadOptions } from './session.ts';

export const JobKind = {
  job: 'job',
  folder: 'folder',
  organization: 'organization',
  multibranch: 'multibranch',
} as const;
export type JobKind = (typeof JobKind)[keyof typeof JobKind];

/** A job or a folder as a level of the tree shows it. */
export interface Job {
  readonly kind: JobKind;
  /** As Jenkins knows it, branch names encoded: what {@link jobPath} takes. */
  readonly fullName: string;
  /** The last part of the name, readable. */
  readonly label: string;
  readonly description: string | undefined;
  /** Whether it can be built at all: not disabled, not a folder. */
  readonly buildable: boolean;
  readonly disabled: boolean;
  readonly parameterized: boolean;
  readonly lastBuild: Build | undefined;
}

const jobTree = `name,displayName,description,color,buildable,disabled,property[parameterDefinitions[name]],lastBuild[${buildTree}]`;

const kindsByClass: Readonly<Record<string, JobKind>> = {
  'com.cloudbees.hudson.plugins.folder.Folder': JobKind.folder,
  'jenkins.branch.OrganizationFolder': JobKind.organization,
  'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject': JobKind.multibranch,
};

/**
 * The jobs and folders of one level, in one request.
 * @param folder the full name of the folder; empty for the top level
 */
export async function listJobs(session: JenkinsSession, folder: string, options: ReadOptions = {}): Promise<Job[]> {
  const answer = await session.getJson(apiPath(jobPath(folder), `jobs[${jobTree}]`), options);
  return objectsAt(objectAt(answer)['jobs']).flatMap(json => parseJob(json, folder) ?? []);
}

/** One job. */
export async function readJob(session: JenkinsSession, fullName: string, options: ReadOptions = {}): Promise<Job> {
  const answer = objectAt(await session.getJson(apiPath(jobPath(fullName), jobTree), options));
  return toJob(answer, fullName);
}

function parseJob(json: JsonObject, folder: string): Job | undefined {
  const name = stringAt(json['name']);
  return name ? toJob(json, childName(folder, name)) : undefined;
}

function toJob(json: JsonObject, fullName: string): Job {
  const color = stringAt(json['color']);
  // Only folders have no color, whatever plugin their class comes from.
  const kind = kindsByClass[stringAt(json['_class']) ?? ''] ?? (color === undefined ? JobKind.folder : JobKind.job);
  const disabled = booleanAt(json['disabled']) ?? color?.startsWith('disabled') ?? false;
  return {
    kind,
    fullName,
    label: readableName(lastPart(fullName)),
    description: stringAt(json['description']) || undefined,
    buildable: booleanAt(json['buildable']) ?? false,
    disabled,
    parameterized: objectsAt(json['property']).some(each => objectsAt(each['parameterDefinitions']).length > 0),
    lastBuild: parseBuild(json['lastBuild']),
  };
}

function lastPart(fullName: string): string {
  return fullName.slice(fullName.lastIndexOf('/') + 1);
}
