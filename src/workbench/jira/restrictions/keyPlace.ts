/** Place of a project key that is being written. */
export interface KeyPlace {
  /** Part of it that is already written. */
  readonly written: string;
  /** Whether a number follows the key, as in `/issue/`. */
  readonly ofIssue: boolean;
}

const inPath = /\/(issue|project)\/(?:\((?:\?:)?(?:[^()/|]+\|)*)?([A-Za-z][A-Za-z0-9_]*|)$/;
const inSuffix =
  /\[(?:QueryParam::[^\]=]*==(?:.*\bproject\s*(?:=|in\s*\(|%3D)\s*"?)|JsonData::[^\]=]*project[^\]=]*==)(?:\((?:\?:)?(?:[^()|]+\|)*)?([A-Za-z][A-Za-z0-9_]*|)$/i;

/** Place of a project key that a rule goes on with, by the line up to the cursor. */
export function keyPlaceAt(before: string): KeyPlace | undefined {
  const path = inPath.exec(before);
  if (path !== null) return { written: path[2] ?? '', ofIssue: path[1] === 'issue' };
  const suffix = inSuffix.exec(before);
  return suffix === null ? undefined : { written: suffix[1] ?? '', ofIssue: false };
}
