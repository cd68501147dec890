import { asNumber, asString, asText, isObject, type JsonObject } from '../base/json.ts';

/** Identity of a log. */
export interface LogKey {
  /** Stable id of the connection. */
  readonly connection: string;
  /** Server's address: a connection may be pointed to another server. */
  readonly server: string;
  /** The job's full name. */
  readonly job: string;
  readonly number: number;
}

/** Facts about the build of a log. */
export interface LogFacts {
  /** Start of the build, in milliseconds since 1970: another build of the same number has another. */
  readonly startedAt: number;
  /** Name of the build for people. */
  readonly name: string;
  /** In Jenkins' own words; undefined where it is not known. */
  readonly result: string | undefined;
}

/** Logs of another version are fetched again: some of the first version held broken text. */
const version = 2;

/** Content of the file that marks a log as finished: without it, there is no log. */
export function factsText(key: LogKey, facts: LogFacts, size: number): string {
  return JSON.stringify({ version, ...key, ...facts, size });
}

/** Parses the facts of a stored log; undefined when the text is no such file, or belongs to another log or size. */
export function readFacts(text: string, key: LogKey, size: number): LogFacts | undefined {
  const json = parse(text);
  if (!json || json['version'] !== version || json['size'] !== size) return undefined;
  const isOwn = (Object.keys(key) as (keyof LogKey)[]).every(name => json[name] === key[name]);
  const startedAt = asNumber(json['startedAt']);
  if (!isOwn || startedAt === undefined) return undefined;
  return { startedAt, name: asText(json['name']), result: asString(json['result']) };
}

export function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
