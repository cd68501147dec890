import { encodedUri } from '../../base/encodedUri.ts';
import { asBoolean, asNumber, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { NotFoundError } from '../../http/errors.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';

/** Machine that runs builds. */
export interface Agent {
  readonly name: string;
  /** Path of its page below the base URL. */
  readonly path: string;
  readonly offline: boolean;
  /** Why it is offline, in Jenkins' words, where it says. */
  readonly reason: string | undefined;
  /** Builds that it can run at a time. */
  readonly executors: number;
  /** Builds that it runs now. */
  readonly busy: number;
}

/** Agents that a label stands for. */
export interface Label {
  /** Label, expression of labels or name of an agent. */
  readonly name: string;
  readonly agents: readonly Agent[];
}

const agentTree = 'displayName,offline,offlineCauseReason,numExecutors,executors[idle],assignedLabels[name]';

/**
 * Reads which agents have a label, and how they are: in one request, and one more for an expression of labels.
 * https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function readLabel(session: JenkinsSession, name: string, options: ReadOptions = {}): Promise<Label> {
  const path = apiPath('/computer', `computer[${agentTree}]`);
  const answer = await session.getObject(path, { ...options, lists: ['computer'] });
  const all = asObjects(answer['computer']);
  const labelled = all.filter(json => asObjects(json['assignedLabels']).some(label => label['name'] === name));
  if (labelled.length > 0) return { name, agents: labelled.map(agentIn) };
  const members = await membersOf(session, name, options);
  return { name, agents: all.filter(json => members.has(nodeNameOf(json))).map(agentIn) };
}

/** Names of the nodes that a label or an expression stands for; the built-in node has an empty name. */
async function membersOf(session: JenkinsSession, name: string, options: ReadOptions): Promise<Set<string>> {
  try {
    const answer = await session.getObject(apiPath(`/label/${encodedUri(name)}`, 'nodes[nodeName]'), options);
    return new Set(asObjects(answer['nodes']).map(node => asText(node['nodeName'])));
  } catch (error) {
    if (error instanceof NotFoundError) return new Set();
    throw error;
  }
}

const builtIn = 'hudson.model.Hudson$MasterComputer';

function nodeNameOf(json: JsonObject): string {
  return json['_class'] === builtIn ? '' : asText(json['displayName']);
}

function agentIn(json: JsonObject): Agent {
  const executors = asObjects(json['executors']);
  return {
    name: asText(json['displayName']),
    path: `/computer/${encodedUri(nodeNameOf(json) || '(built-in)')}/`,
    offline: asBoolean(json['offline']) ?? false,
    reason: asString(json['offlineCauseReason'])?.trim() || undefined,
    executors: asNumber(json['numExecutors']) ?? executors.length,
    busy: executors.filter(executor => asBoolean(executor['idle']) === false).length,
  };
}
