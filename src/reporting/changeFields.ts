import type { WriteControl, Written } from '../http/writeOperation.ts';
import { editIssue } from '../jira/issues/changeIssue.ts';
import { holdsChange, type IssueChange } from '../jira/issues/fieldTraces.ts';
import { readFieldValues } from '../jira/issues/issueActions.ts';
import type { JiraSession } from '../jira/session/session.ts';
import { ReportOutcome, type SentPart } from './sendReport.ts';

export interface QuietControl extends WriteControl {
  /** Sends no mails about it; only for those who administer the project or Jira. */
  readonly isQuiet?: boolean | undefined;
}

/**
 * Changes fields of an issue for a report; what they have already is not written again.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/
 * @throws InvalidRequestError with Jira's sentences by field; NotFoundError when the issue is gone or hidden
 */
export async function changeFields(
  session: JiraSession,
  key: string,
  { fields = {}, update }: IssueChange,
  control: QuietControl = {},
): Promise<Written<SentPart>> {
  const ids = Object.keys({ ...fields, ...update });
  const now = await readFieldValues(session, key, ids, { signal: control.signal });
  if (holdsChange(now, { fields, ...(update && { update }) }))
    return { outcome: ReportOutcome.unchanged, traced: false, times: 1 };
  const written = await editIssue(session, key, fields, { ...control, ...(update && { update }) });
  return { ...written, outcome: ReportOutcome.changed };
}
