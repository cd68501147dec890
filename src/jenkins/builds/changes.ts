import { asNumber, asObject, asObjects, asString, asText, type JsonObject } from '../../base/json.ts';
import { apiPath } from '../session/apiPath.ts';
import type { JenkinsSession, ReadOptions } from '../session/session.ts';
import { changesIn, maxChanges } from './buildFacts.ts';
import { buildPath } from './builds.ts';

export const FileEdit = { add: 'add', edit: 'edit', delete: 'delete' } as const;
export type FileEdit = (typeof FileEdit)[keyof typeof FileEdit];

/** File that a commit touches. */
export interface ChangedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly edit: FileEdit;
}

/** Commit that is new in a build, with its files. */
export interface Commit {
  /** Hash or number of the revision; empty where the plugin of the repository tells none. */
  readonly id: string;
  readonly author: string | undefined;
  /** Whole message. */
  readonly message: string;
  /** In milliseconds since 1970. */
  readonly at: number | undefined;
  readonly files: readonly ChangedFile[];
  /** Whether it has more files than these. */
  readonly hasMoreFiles: boolean;
}

const maxFiles = 200;
const items = `items[commitId,id,msg,comment,timestamp,author[fullName],paths[editType,file]{0,${maxFiles + 1}}]`;

const listed = `${items}{0,${maxChanges}}`;
/** Fields of a build that tell its commits. */
export const commitsTree = `changeSet[${listed}],changeSets[${listed}]`;

/**
 * Lists the commits that are new in a build, at most {@link maxChanges} of each repository.
 * https://www.jenkins.io/doc/book/using/remote-access-api/
 * @throws RequestError
 */
export async function listChanges(
  session: JenkinsSession,
  job: string,
  number: number,
  options: ReadOptions = {},
): Promise<Commit[]> {
  return commitsIn(await session.getObject(apiPath(buildPath(job, number), commitsTree), options));
}

/** Commits that are new in a build, of an answer with the fields of {@link commitsTree}. */
export function commitsIn(build: JsonObject): Commit[] {
  return changesIn(build).map(commitIn);
}

function commitIn(json: JsonObject): Commit {
  const files = asObjects(json['paths']).flatMap(path => fileIn(path) ?? []);
  const at = asNumber(json['timestamp']);
  return {
    id: asString(json['commitId']) ?? asText(json['id']),
    author: asString(asObject(json['author'])['fullName']),
    message: (asString(json['comment']) ?? asText(json['msg'])).trim(),
    // Some plugins tell -1 instead of none.
    at: at !== undefined && at > 0 ? at : undefined,
    files: files.slice(0, maxFiles),
    hasMoreFiles: files.length > maxFiles,
  };
}

const edits = new Set<string>(Object.values(FileEdit));

function fileIn(json: JsonObject): ChangedFile | undefined {
  const path = asString(json['file']);
  if (!path) return undefined;
  const edit = asText(json['editType']);
  return { path: unquoted(path), edit: edits.has(edit) ? (edit as FileEdit) : FileEdit.edit };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' };

/** Reads a path as git quotes it: `"\305\276.txt"`, where bytes outside ASCII are octal numbers. */
function unquoted(path: string): string {
  const [, inner] = /^"(.*)"$/s.exec(path) ?? [];
  if (inner === undefined) return path;
  const bytes = [...inner.matchAll(/\\([0-7]{3})|\\(.)|([^\\]+)/gs)].map(([all, octal, escaped, plain]) => {
    if (octal !== undefined) return Buffer.from([Number.parseInt(octal, 8) & 0xff]);
    return Buffer.from(plain ?? (escaped !== undefined ? escapes[escaped] : undefined) ?? all);
  });
  return Buffer.concat(bytes).toString('utf8');
}
