import { decodedUri } from '../../base/decodedUri.ts';
import { asBoolean, asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { labelOfReason } from '../agents/reasons.ts';
import { partName, readableName } from '../jobs/jobPath.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { causesIn } from './builds.ts';

export interface QueueItem {
  readonly id: number;
  /** Why it waits, in Jenkins' sentence. */
  readonly why: string | undefined;
  readonly canceled: boolean;
  /** The number of the build that it became. */
  readonly buildNumber: number | undefined;
  /** Full name of the build's job. */
  readonly job: string | undefined;
}

/**
 * Reads a queue item.
 * @throws RequestError; NotFoundError some minutes after it left the queue
 */
export async function readQueueItem(
  session: JenkinsSession,
  id: number,
  options: ReadOptions = {},
): Promise<QueueItem> {
  const tree = 'id,why,cancelled,executable[number,url]';
  const json = await session.getObject(apiPath(`/queue/item/${id}`, tree), options);
  const build = asObject(json['executable']);
  return {
    id,
    why: asString(json['why']),
    canceled: asBoolean(json['cancelled']) ?? false,
    buildNumber: asNumber(build['number']),
    job: jobOfUrl(asText(build['url'])),
  };
}

/** Waiting item, as the queue lists it. */
export interface WaitingItem {
  readonly id: number;
  /** Why it waits, in Jenkins' sentence. */
  readonly why: string | undefined;
  /** Whether Jenkins expects that it cannot run as things are. */
  readonly stuck: boolean;
  /** Name of the waiting item, as Jenkins gives it. */
  readonly name: string;
  /**
   * Full name of the job, or name of a part as {@link partName} has it; absent for other tasks, such as a part of a
   * pipeline that waits for an agent.
   */
  readonly job: string | undefined;
  /** Time when it entered the queue, in milliseconds since 1970. */
  readonly since: number;
  /** Its parameters, a line each, secrets as `****`. */
  readonly parameters: string;
  readonly causes: readonly string[];
  /** Label that it waits for, expression of labels or name of an agent; absent where it waits for something else. */
  readonly label: string | undefined;
}

/**
 * Lists the waiting items that the account may see, the next to run first.
 * https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function listQueue(session: JenkinsSession, options: ReadOptions = {}): Promise<WaitingItem[]> {
  const fields =
    'id,why,stuck,inQueueSince,params,actions[causes[shortDescription]],task[name,fullName,fullDisplayName,url,labelExpression]';
  const answer = await session.getObject(apiPath('/queue', `items[${fields}]`), { ...options, lists: ['items'] });
  return nextFirst(asObjects(answer['items'])).flatMap(json => parseWaiting(json) ?? []);
}

/** Jenkins lists the items that can run behind all others, and the last of them first. */
function nextFirst(items: readonly JsonObject[]): JsonObject[] {
  return [...items.filter(isBuildable).reverse(), ...items.filter(json => !isBuildable(json))];
}

/** Whether it waits for nothing but an executor. */
function isBuildable(json: JsonObject): boolean {
  return json['_class'] === 'hudson.model.Queue$BuildableItem';
}

function parseWaiting(json: JsonObject): WaitingItem | undefined {
  const id = asNumber(json['id']);
  if (id === undefined) return undefined;
  const task = asObject(json['task']);
  const part = partIn(task);
  const job = part?.job ?? asString(task['fullName']) ?? jobOfUrl(asText(task['url']));
  const why = asString(json['why'])?.trim() || undefined;
  return {
    id,
    why,
    stuck: asBoolean(json['stuck']) ?? false,
    name:
      part?.name ??
      (job && readableName(job)) ??
      asString(task['fullDisplayName']) ??
      asString(task['name']) ??
      `#${id}`,
    job,
    since: asNumber(json['inQueueSince']) ?? 0,
    parameters: asText(json['params']).trim(),
    causes: causesIn(json),
    // The label of a job is told in any language.
    label: labelOfReason(why) ?? (isBuildable(json) ? asString(task['labelExpression']) : undefined),
  };
}

/** Part of a project, such as a cell of a matrix: its full name leads nowhere, as its address is below the project's. */
function partIn(task: JsonObject): { name: string; job: string } | undefined {
  const url = asText(task['url']);
  if (!URL.canParse(url) || jobOfUrl(url) !== undefined) return undefined;
  const [, above = '', segment = ''] = /^(.*\/)([^/]+)\/?$/.exec(url) ?? [];
  const project = jobOfUrl(above);
  if (project === undefined) return undefined;
  const isPart = /\.(?:MatrixConfiguration|MavenModule)$/.test(asText(task['_class']));
  const job = (isPart ? partName(project, segment) : undefined) ?? project;
  return { name: asText(task['fullDisplayName']) || asText(task['name']), job };
}

/** Job's name in its URL, or in that of a build; the host is ignored. */
export function jobOfUrl(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const match = /((?:\/job\/[^/]+)+)(?:\/\d+)?\/?$/.exec(new URL(url).pathname);
  const names = match?.[1]?.split('/job/').slice(1).map(decodedUri);
  return names?.join('/');
}
