import * as vscode from 'vscode';
import type { Claims } from '../../../base/claims.ts';
import type { SendingEnd } from '../../../reporting/inTurn.ts';
import { type Message, MessageState } from '../../../reporting/message.ts';
import { Outbox } from '../../../reporting/outbox.ts';
import { BusyElsewhereError, UnsettledReportError } from '../../../reporting/sendingFailure.ts';
import type { MessagesOfConnection } from '../../connections/adding/connectionServices.ts';
import { explain } from '../../connections/words/explain.ts';
import { Failure } from '../../connections/words/failure.ts';
import type { BuildRef } from '../../jenkins/jobs/jobRef.ts';
import type { Background } from '../../shell/commands/background.ts';
import { notifyInformation, notifyWarning, showInformation } from '../../shell/messages/notifications.ts';
import type { TreeNode } from '../../shell/trees/treeNode.ts';
import { MessageFolder } from './messageFolder.ts';
import { isSameIssue, type SiteIssue } from './reportDetails.ts';
import { type IssueReport, messageOf, reportOf } from './reportMessage.ts';
import { ReportSender, type ReportSenderDeps } from './reportSender.ts';
import { nameOf } from './reportUri.ts';
import { OutboxNode, titleOf } from './waitingNodes.ts';

const { t } = vscode.l10n;

/** A window that sends and dies keeps others from it this long, in milliseconds. */
const claimMs = 30_000;
/** Shortest pause between two rounds, in milliseconds. */
const minPauseMs = 1000;
/** Pause after a change of the files, in milliseconds. */
const watchMs = 100;

export type ReportEnd = SendingEnd<string>;

/** Place in *My Work* that shows what waits. */
export interface OutboxView {
  show(nodes: readonly TreeNode[], badge: vscode.ViewBadge | undefined): void;
}

export interface ReportOutboxDeps extends ReportSenderDeps {
  readonly claims: Claims;
  readonly background: Background;
  readonly outboxView: OutboxView;
  readonly outboxFolder: vscode.Uri;
}

/** Reports that are sent, or wait until their Jira takes them. */
export class ReportOutbox implements vscode.Disposable, MessagesOfConnection {
  private readonly deps: ReportOutboxDeps;
  private readonly outbox: Outbox<string>;
  private readonly abort = new AbortController();
  private readonly watcher: vscode.FileSystemWatcher;
  private roundTimer: NodeJS.Timeout | undefined;
  private watchTimer: NodeJS.Timeout | undefined;

  constructor(deps: ReportOutboxDeps) {
    this.deps = deps;
    const sender = new ReportSender(deps);
    this.outbox = new Outbox<string>({
      store: new MessageFolder(deps.outboxFolder.fsPath),
      claim: name => deps.claims.take(name, { ttlMs: claimMs }),
      send: async (message, sending) => {
        const report = reportOf(message);
        if (!report) throw new Failure(t('The values of this report cannot be read.'), undefined);
        return sender.send(report, sending);
      },
      reasonOf,
      now: Date.now,
    });
    const pattern = new vscode.RelativePattern(deps.outboxFolder, '**/*.json');
    this.watcher = vscode.workspace.createFileSystemWatcher(pattern);
    this.watcher.onDidCreate(() => this.lookSoon());
    this.watcher.onDidChange(() => this.lookSoon());
    this.watcher.onDidDelete(() => this.lookSoon());
    this.lookSoon();
  }

  /**
   * Sends a report on an issue at once; it waits where its Jira does not take it now.
   * @param hasDraft whether a refused one stays as the draft that it was; else it stays here
   */
  async send(report: IssueReport, hasDraft: boolean): Promise<ReportEnd> {
    const siteUrl = this.deps.store.findJira(report.issue.site)?.url;
    const message = messageOf({ ...report, siteUrl });
    if (!(await this.outbox.put(message))) return { kind: 'elsewhere' };
    try {
      const end = await this.outbox.sendNow(message, this.abort.signal);
      if (hasDraft && end.kind === 'refused') await this.outbox.drop(message);
      return end;
    } finally {
      await this.look();
    }
  }

  /** Sends a message that waits, and those before it, whatever their time. */
  async sendWaiting(message: Message): Promise<void> {
    const end = await this.outbox.sendNow(message, this.abort.signal, true);
    this.tell(end);
    await this.look();
    if (end.kind === 'elsewhere') tellBusy();
    else if (end.kind !== 'sent' && end.kind !== 'refused')
      notifyInformation(t('{0} still waits. {1}', titleOf(message), end.message.reason));
  }

  /**
   * Lends a message to its edit: it is held meanwhile.
   * @param edit opens its report, which is edited already where it is held; where that fails, or returns false, the
   * message stays as it was
   */
  async edit(message: Message, edit: (report: IssueReport, isEdited: boolean) => Promise<boolean>): Promise<void> {
    const report = reportOf(message);
    if (!report) notifyInformation(t('The values of this report cannot be read.'));
    else if (!(await this.outbox.hold(message))) return tellBusy();
    let isEdited = false;
    try {
      isEdited = report !== undefined && (await edit(report, message.state === MessageState.held));
    } finally {
      if (!isEdited) await this.outbox.release(message, stateAfter(message));
      await this.look();
    }
  }

  /** Releases held messages of a build when its draft is gone. */
  async release(build: BuildRef): Promise<void> {
    for (const message of await this.of(build)) {
      if (message.state !== MessageState.held) continue;
      if (await this.outbox.release(message))
        notifyInformation(t('{0} is sent as it was before its edit.', titleOf(message)));
    }
    await this.look();
  }

  /** Drops held messages of a build whose draft was sent without their issues: the person deselected these. */
  async dropOthers(build: BuildRef, sent: readonly SiteIssue[]): Promise<void> {
    for (const message of await this.of(build)) {
      if (message.state !== MessageState.held || sent.some(issue => isSameIssue(issue, message))) continue;
      if (await this.outbox.drop(message))
        notifyInformation(t('{0} was dropped, as its issue was deselected.', titleOf(message)));
    }
    await this.look();
  }

  /** Whether a report of a build waits, was refused, or is edited. */
  async has(build: BuildRef): Promise<boolean> {
    return (await this.of(build)).length > 0;
  }

  /** Words for the messages of a site. */
  async titles(site: string): Promise<string[]> {
    return (await this.outbox.list()).filter(message => message.site === site).map(titleOf);
  }

  /** Drops the messages of a site, but for those that another window is sending. */
  async removeAll(site: string): Promise<void> {
    for (const message of await this.outbox.list()) if (message.site === site) await this.outbox.drop(message);
    await this.look();
  }

  /** Drops a message, which can be undone. */
  async drop(message: Message): Promise<void> {
    if (!(await this.outbox.drop(message))) return tellBusy();
    await this.look();
    const undo = t('Undo');
    if ((await showInformation(t('Report dropped: {0}', titleOf(message)), undo)) !== undo) return;
    if (!(await this.outbox.restore(message))) return tellBusy();
    await this.look();
  }

  dispose(): void {
    this.abort.abort();
    clearTimeout(this.roundTimer);
    clearTimeout(this.watchTimer);
    this.watcher.dispose();
  }

  private async of({ connection, job, number }: BuildRef): Promise<Message[]> {
    return (await this.outbox.list()).filter(message => {
      const build = reportOf(message)?.build;
      return build?.jenkins === connection.id && build.job === job && build.number === number;
    });
  }

  private lookSoon(): void {
    clearTimeout(this.watchTimer);
    this.watchTimer = setTimeout(
      () => this.deps.background.quietly('The outbox could not be read', () => this.look()),
      watchMs,
    );
  }

  /** Shows what waits, and plans the next round. */
  private async look(): Promise<void> {
    const messages = await this.outbox.list();
    if (this.abort.signal.aborted) return;
    const tooltip =
      messages.length === 1 ? t('1 report waits to be sent') : t('{0} reports wait to be sent', messages.length);
    if (messages.length === 0) this.deps.outboxView.show([], undefined);
    else this.deps.outboxView.show([new OutboxNode(messages)], { value: messages.length, tooltip });
    const next = await this.outbox.nextAt();
    if (next !== undefined) this.plan(next);
  }

  private plan(at: number): void {
    clearTimeout(this.roundTimer);
    const pause = Math.max(minPauseMs, at - Date.now());
    this.roundTimer = setTimeout(
      () => this.deps.background.quietly('Reports could not be sent', () => this.round()),
      pause,
    );
  }

  private async round(): Promise<void> {
    const { ends, nextAt } = await this.outbox.round(this.abort.signal);
    for (const end of ends) this.tell(end);
    await this.look();
    if (nextAt !== undefined) this.plan(nextAt);
  }

  private tell(end: ReportEnd): void {
    if (end.kind === 'sent') {
      const report = reportOf(end.message);
      if (report) notifyInformation(t('{0} reported on {1}.', nameOf(report.build), end.sent));
    }
    if (end.kind === 'refused')
      notifyWarning(t('{0} was not sent, and stays in My Work. {1}', titleOf(end.message), end.message.reason));
  }
}

/** State of a message that is not edited after all; one that was held waits. */
function stateAfter({ state }: Message): MessageState {
  return state === MessageState.held ? MessageState.waiting : state;
}

function tellBusy(): undefined {
  notifyInformation(t('Another window is sending this report, or has sent it.'));
}

function reasonOf(error: unknown): string {
  if (error instanceof UnsettledReportError) return t('An earlier sending may still arrive.');
  if (error instanceof BusyElsewhereError) return t('Another window is sending an earlier report on this issue.');
  if (!(error instanceof Failure)) return explain(error).why;
  return error.cause === undefined ? error.message : reasonOf(error.cause);
}
