import { existsSync } from 'node:fs';
import { join } from 'node:path';

const projectRoot = join(import.meta.dirname, '..', '..', '..');

/** A file of the folder that lies beside the project; undefined where it is absent. */
export function sharedFile(...segments: string[]): string | undefined {
  const path = join(projectRoot, '..', 'shared', ...segments);
  return existsSync(path) ? path : undefined;
}

/** Atlassian's description of Jira Cloud's API, version 3; undefined where it is absent. */
export const specPath: string | undefined = sharedFile('specs', 'jira-cloud-openapi-v3.json');
