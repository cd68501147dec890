import { asNumber, asString, isObject, type JsonObject } from '../base/json.ts';

/** Which log it is. */
export interface LogKey {
  /** Names the connection for good. */
  readonly connection: string;
  /** The server's address: a connection may be pointed to another one. */
  readonly server: string;
  /** The job's full name. */
  readonly job: string;
  readonly number: number;
}

/** Facts about the build of a log. */
export interface LogFacts {
  /** When the build began, in milliseconds since 1970: another build of the same number has another. */
  readonly startedAt: number;
  /** As a person calls the build. */
  readonly name: string;
  /** In Jenkins' own words; undefined where it is not known. */
  readonly result: string | undefined;
}

/** Logs of another version are fetched again: some of the first one held text that was none. */
const version = 2;

/** The file that makes a finished log one: without it, there is none. */
export function factsText(key: LogKey, facts: LogFacts, size: number): string {
  return JSON.stringify({ version, ...key, ...facts, size });
}

/** The facts of a log that was kept; undefined when the text is no such file, or one of another log or size. */
export function readFacts(text: string, key: LogKey, size: number): LogFacts | undefined {
  const json = parse(text);
  if (!json || json['version'] !== version || json['size'] !== size) return undefined;
  const isOwn = (Object.keys(key) as (keyof LogKey)[]).every(name => json[name] === key[name]);
  const startedAt = asNumber(json['startedAt']);
  if (!isOwn || startedAt === undefined) return undefined;
  return { startedAt, name: asString(json['name']) ?? '', result: asString(json['result']) };
}

export function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
