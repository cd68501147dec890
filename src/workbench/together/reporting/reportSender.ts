import * as vscode from 'vscode';
import { anySignal } from '../../../base/anySignal.ts';
import { BaseUrl } from '../../../http/baseUrl.ts';
import type { Written } from '../../../http/writeOperation.ts';
import type { JiraSession } from '../../../jira/session/session.ts';
import { changeFields } from '../../../reporting/changeFields.ts';
import { linkBuild } from '../../../reporting/linkBuild.ts';
import type { Sending } from '../../../reporting/outbox.ts';
import { type ReportControl, ReportOutcome, type SentPart, sendReport } from '../../../reporting/sendReport.ts';
import { takeStep } from '../../../reporting/takeStep.ts';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import { Failure, type WriteWords } from '../../connections/words/failure.ts';
import { doWrite } from '../../connections/words/writes.ts';
import { stepValues } from '../../jira/issues/changeStatus.ts';
import { bodyOf } from '../../jira/issues/documents.ts';
import type { IssueChanges } from '../../jira/issues/issueChanges.ts';
import { type IssueRef, pathOfIssue } from '../../jira/issues/issueRef.ts';
import { notifyWarning } from '../../shell/messages/notifications.ts';
import { changeOf, checkFields, checkQuiet } from './fieldRefusals.ts';
import { findWanted } from './fieldsOfResult.ts';
import {
  isSameIssue,
  type ReportDetails,
  type ReportedField,
  type ReportedStep,
  type SiteIssue,
} from './reportDetails.ts';
import type { IssueReport, ReportedName } from './reportMessage.ts';
import { nameOf } from './reportUri.ts';
import { fieldChange, stepWords } from './reportWrites.ts';
import { sentText } from './sentText.ts';

const { t } = vscode.l10n;

export interface ReportSenderDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly changes: IssueChanges;
}

/** Part of a report, on an issue. */
interface Part {
  readonly words: WriteWords;
  readonly write: (session: JiraSession, control: ReportControl) => Promise<Written<SentPart>>;
  /** Words for each outcome; empty where it goes without saying. */
  readonly told: Readonly<Record<ReportOutcome, string>>;
}

/** Writes the parts of reports, one after the other: a part that is there already is not written again. */
export class ReportSender {
  private readonly deps: ReportSenderDeps;

  constructor(deps: ReportSenderDeps) {
    this.deps = deps;
  }

  /**
   * Reports a build on an issue.
   * @returns words for it
   * @throws Failure where the site is gone or elsewhere, or a field cannot have its value; WriteFailure of the first part
   * that was not written, or not surely: those after it are left
   */
  async send(report: IssueReport, sending: Sending): Promise<string> {
    const {
      build,
      issue: { site, key },
      text,
      details,
      isByItself = false,
      siteUrl,
    } = report;
    const { store, sessions, changes } = this.deps;
    const connection = store.findJira(site);
    if (!connection) throw new Failure(t('The connection of {0} was removed. The report is kept.', key), undefined);
    if (siteUrl !== undefined && BaseUrl.parse(siteUrl).href !== BaseUrl.parse(connection.url).href) {
      const moved = t('{0} has another address now: {1}.', connection.name, connection.url);
      throw new Failure(`${moved} ${t('Edit the report of {0} to send it there.', key)}`, undefined);
    }
    const issue = { connection, key };
    const session = sessions.jira(connection);
    const { mayAdd, beforeSend, signal } = sending;
    const { fields, missed } = await fieldsOn(session, issue, details, signal);
    await checkFields(session, issue, fields, signal);
    await checkQuiet(session, issue, { ...details, fields }, signal);
    const told: string[] = [];
    for (const { words, write, told: sayings } of await partsOf(build, issue, text, { ...details, fields })) {
      const { outcome } = await doWrite(words, control =>
        write(session, {
          ...control,
          mayAdd,
          mayChange: !isByItself,
          beforeSend,
          signal: anySignal(control.signal, signal),
        }),
      );
      if (outcome !== ReportOutcome.unchanged) changes.notify(issue);
      if (sayings[outcome]) told.push(sayings[outcome]);
    }
    for (const words of missed) notifyWarning(words);
    return told.length > 0 ? t('{0} ({1})', key, told.join(', ')) : key;
  }
}

async function partsOf(build: ReportedName, issue: IssueRef, text: string, details: ReportDetails): Promise<Part[]> {
  const { key } = issue;
  const body = await bodyOf(issue.connection, await sentText(issue.connection, build, details, text));
  const comment: Part = {
    words: commentWords(build, issue),
    write: (session, control) => sendReport(session, key, { ...details, body }, control),
    told: { added: '', changed: t('the comment was changed'), unchanged: t('the comment was there already') },
  };
  const steps = details.steps.filter(step => isOn(issue, step));
  return [
    comment,
    ...(details.link ? [linkPart(build, issue, details)] : []),
    ...details.fields.map(field => fieldPart(issue, field, details.quiet)),
    ...(await Promise.all(steps.map(step => stepPart(issue, step)))),
  ];
}

/** Fields that a report changes on an issue. */
interface FieldsOn {
  readonly fields: readonly ReportedField[];
  /** Words for those of the user's setting that cannot have their value: the rest is sent. */
  readonly missed: readonly string[];
}

/**
 * Finds the fields that a report changes on an issue; those of the user's setting, where they were not read before.
 * @throws Failure where they cannot be read
 */
async function fieldsOn(
  session: JiraSession,
  issue: IssueRef,
  { fields, wanted }: ReportDetails,
  signal: AbortSignal | undefined,
): Promise<FieldsOn> {
  const { connection } = issue;
  const missed: string[] = [];
  const own = fields.filter(field => isOn(issue, field));
  for (const want of wanted.filter(each => isOn(issue, each))) {
    const found = await findWanted(session, connection, want, signal);
    if (typeof found === 'string') missed.push(found);
    // A person may have chosen another value since.
    else if (!own.some(({ id }) => id === found.id)) own.push(found);
  }
  return { fields: own, missed };
}

function isOn({ connection, key }: IssueRef, part: SiteIssue): boolean {
  return isSameIssue(part, { site: connection.id, key });
}

function linkPart(build: ReportedName, issue: IssueRef, { address, result }: ReportDetails): Part {
  const link = { address, title: nameOf(build), summary: result };
  return {
    words: linkWords(build, issue),
    write: (session, control) => linkBuild(session, issue.key, link, control),
    told: {
      added: t('with a link to the build'),
      changed: t('the link to the build was changed'),
      unchanged: t('the link to the build was there already'),
    },
  };
}

function fieldPart(issue: IssueRef, field: ReportedField, isQuiet: boolean): Part {
  const { name } = field;
  const { words } = field.asked;
  const change = changeOf(field);
  return {
    words: fieldWords(issue, name),
    write: (session, control) => changeFields(session, issue.key, change, { ...control, isQuiet }),
    told: {
      added: '',
      changed: fieldChange(name, words),
      unchanged: t('{0} was {1} already', name, words || t('empty')),
    },
  };
}

async function stepPart(issue: IssueRef, step: ReportedStep): Promise<Part> {
  const { id, to, answers } = step;
  const values = { id, to, ...(await stepValues(issue, answers)) };
  return {
    words: fieldWords(issue, t('Status')),
    write: (session, control) => takeStep(session, issue.key, values, control),
    told: { added: '', changed: fieldChange(t('Status'), stepWords(step)), unchanged: t('it was {0} already', to) },
  };
}

function fieldWords({ connection, key }: IssueRef, name: string): WriteWords {
  return {
    connection,
    doing: t('Changing {0} of {1}…', name, key),
    done: t('{0} of {1} was changed.', name, key),
    failed: t('Could not change {0} of {1}; the report is kept, and its comment was posted.', name, key),
    doubtful: t(
      '{0} of {1} may or may not have been changed. The report is kept; sending it again changes it once.',
      name,
      key,
    ),
    page: pathOfIssue(key),
  };
}

function commentWords(build: ReportedName, { connection, key }: IssueRef): WriteWords {
  const name = nameOf(build);
  return {
    connection,
    doing: t('Reporting {0} on {1}…', name, key),
    done: t('{0} was reported on {1}.', name, key),
    failed: t('Could not report {0} on {1}; the report is kept.', name, key),
    doubtful: t(
      '{0} may or may not have been reported on {1}. The report is kept; sending it again adds no second comment.',
      name,
      key,
    ),
    page: pathOfIssue(key),
  };
}

function linkWords(build: ReportedName, { connection, key }: IssueRef): WriteWords {
  const name = nameOf(build);
  return {
    connection,
    doing: t('Linking {0} to {1}…', key, name),
    done: t('{0} was linked to {1}.', key, name),
    failed: t('Could not link {0} to {1}; the report is kept, and its comment was posted.', key, name),
    doubtful: t(
      '{0} may or may not have been linked to {1}. The report is kept; sending it again adds no second link.',
      key,
      name,
    ),
    page: pathOfIssue(key),
  };
}
