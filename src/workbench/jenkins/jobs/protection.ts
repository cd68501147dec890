import * as vscode from 'vscode';
import { asStrings } from '../../../base/json.ts';
import { readableName } from '../../../jenkins/jobs/jobPath.ts';

/** Setting that lists the protected jobs, as patterns of their full names. */
export const protectedSetting = 'jenkinsJira.protectedJobs';

/** Former id of the setting, read while the new one is unset. */
export const formerSetting = 'jenkinsJira.carefulJobs';

/** Patterns of the settings. */
export function protectedPatterns(): string[] {
  const settings = vscode.workspace.getConfiguration();
  return asStrings(settings.inspect(protectedSetting)?.globalValue ?? settings.get(formerSetting));
}

/**
 * First pattern that protects a job; undefined when the job is not protected. `*` matches anything, including slashes;
 * case is ignored.
 */
export function protectingPattern(job: string): string | undefined {
  return protectedPatterns().find(each => {
    const regex = each.replace(/\W/g, char => (char === '*' ? '.*' : `\\${char}`));
    return new RegExp(`^${regex}$`, 'is').test(readableName(job));
  });
}
