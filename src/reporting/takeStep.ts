import { asObject, asString } from '../base/json.ts';
import type { WriteControl, Written } from '../http/writeOperation.ts';
import type { NewComment } from '../jira/comments/comments.ts';
import { readFieldValues } from '../jira/issues/issueActions.ts';
import { takeTransition } from '../jira/issues/transitions.ts';
import type { JiraSession } from '../jira/session/session.ts';
import { ReportOutcome, type SentPart } from './sendReport.ts';

/** Transition that a report takes. */
export interface ReportStep {
  readonly id: string;
  /** Its target status. */
  readonly to: string;
  /** Values by field id, as `encodeField` makes them. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Comment that the transition demands. */
  readonly comment?: NewComment | undefined;
}

/**
 * Takes a transition for a report; an issue that has its target status already is left as it is.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-issueidorkey-transitions-post
 * @throws InvalidRequestError with Jira's sentences by field, also where the issue does not allow it any more
 */
export async function takeStep(
  session: JiraSession,
  key: string,
  { id, to, fields, comment }: ReportStep,
  control: WriteControl = {},
): Promise<Written<SentPart>> {
  const { status } = await readFieldValues(session, key, ['status'], { signal: control.signal });
  if (asString(asObject(status)['name']) === to) return { outcome: ReportOutcome.unchanged, traced: false, times: 1 };
  const written = await takeTransition(session, key, { id, to }, fields, comment, control);
  return { ...written, outcome: ReportOutcome.changed };
}
