/** Where a project's key is being written. */
export interface KeyPlace {
  /** What stands of it already. */
  readonly written: string;
  /** In `/issue/`, a number follows the key. */
  readonly ofIssue: boolean;
}

const inPath = /\/(issue|project)\/(?:\((?:\?:)?(?:[^()/|]+\|)*)?([A-Za-z][A-Za-z0-9_]*|)$/;
const inSuffix =
  /\[(?:QueryParam::[^\]=]*==(?:.*\bproject\s*(?:=|in\s*\(|%3D)\s*"?)|JsonData::[^\]=]*project[^\]=]*==)(?:\((?:\?:)?(?:[^()|]+\|)*)?([A-Za-z][A-Za-z0-9_]*|)$/i;

/** Whether the key of a project is what a rule goes on with, by the line up to the cursor. */
export function keyPlaceAt(before: string): KeyPlace | undefined {
  const path = inPath.exec(before);
  if (path !== null) return { written: path[2] ?? '', ofIssue: path[1] === 'issue' };
  const suffix = inSuffix.exec(before);
  return suffix === null ? undefined : { written: suffix[1] ?? '', ofIssue: false };
}
