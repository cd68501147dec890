import { asObjects, asText, type JsonObject } from '../../base/json.ts';
import { jobPath } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { changesTree, messagesIn, parametersIn, parametersTree } from './buildFacts.ts';
import { type Build, bareBuildTree, causesIn, parseBuild } from './builds.ts';

/** Build with the texts that people gave it. */
export interface WordedBuild {
  readonly build: Build;
  readonly description: string;
  /** Messages of the commits that are new in it. */
  readonly messages: readonly string[];
  /** Values of its parameters. */
  readonly values: readonly string[];
  /** Causes, in Jenkins' sentences. */
  readonly causes: readonly string[];
}

/** Newest builds of a job to read. */
const most = 30;
const tree = [`${bareBuildTree},description`, `actions[causes[shortDescription],${parametersTree}]`, changesTree].join(
  ',',
);

/**
 * Lists the newest builds of a job with their texts, newest first, in a single request.
 * https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function listWordedBuilds(
  session: JenkinsSession,
  job: string,
  options: ReadOptions = {},
): Promise<WordedBuild[]> {
  const path = apiPath(jobPath(job), `builds[${tree}]{0,${most}}`);
  const answer = await session.getObject(path, { ...options, lists: ['builds'] });
  return asObjects(answer['builds']).flatMap(json => wordedIn(json) ?? []);
}

function wordedIn(json: JsonObject): WordedBuild | undefined {
  const build = parseBuild(json);
  if (!build) return undefined;
  return {
    build,
    description: asText(json['description']),
    messages: messagesIn(json),
    values: parametersIn(json).flatMap(({ value }) => value ?? []),
    causes: causesIn(json),
  };
}
