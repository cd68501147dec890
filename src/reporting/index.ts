/**
 * Builds that are told to issues: which issues a build names, the text of a report from a template, and the report itself,
 * once for each issue. Takes sessions of the Jira client, and values of builds.
 *
 * Must know neither VS Code, no disk, and no words for people.
 *
 * Read first: `sendReport.ts` (the identity of a report), `issuesOfBuild.ts`.
 */
export { changeFields } from './changeFields.ts';
export {
  type FieldRefusal,
  fieldNamed,
  idsNamed,
  type NamedValue,
  refusalOf,
  takesAllowed,
  valueNamed,
} from './fieldOfResult.ts';
export type { SendingEnd } from './inTurn.ts';
export { type BuildTexts, issuesOfBuild, KeyPlace, type NamedIssue } from './issuesOfBuild.ts';
export { type BuildLink, linkBuild } from './linkBuild.ts';
export {
  inOrder,
  type Message,
  type MessageName,
  MessageState,
  type MessageStore,
  type NewMessage,
} from './message.ts';
export { Outbox, type OutboxDeps, type Round, type Sending } from './outbox.ts';
export { fillTemplate, type ReportValues, type ReportVariable, reportVariables } from './reportText.ts';
export { BusyElsewhereError, SendingFailure, sendingFailureOf, UnsettledReportError } from './sendingFailure.ts';
export {
  beginsWithAddress,
  findReport,
  type Report,
  type ReportControl,
  ReportOutcome,
  reportAddress,
  type SentPart,
  type SentReport,
  sendReport,
} from './sendReport.ts';
export { type ReportStep, takeStep } from './takeStep.ts';
