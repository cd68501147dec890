import * as vscode from 'vscode';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import { UnderWay } from '../../shell/commands/underWay.ts';
import { DraftLenses } from '../../shell/drafts/draftLenses.ts';
import type { Drafts } from '../../shell/drafts/drafts.ts';
import { TextFiles } from '../../shell/drafts/textFiles.ts';
import { AttachmentFiles, attachingPasted, attachmentUri, downloadAttachment } from './attachmentFiles.ts';
import { continueTransition } from './changeStatus.ts';
import { cloneIssue } from './cloneIssue.ts';
import { type CreateDeps, createWith } from './createIssue.ts';
import { bodyOf, type Origin } from './documents.ts';
import { DroppedIssues } from './dragging/droppedIssues.ts';
import { type EditDeps, sendText } from './editFields.ts';
import { FieldAsker } from './fieldAsker.ts';
import type { AskedField } from './fieldQuestion.ts';
import { FieldTexts, type TextFieldRef } from './fieldTexts.ts';
import type { IssueChanges } from './issueChanges.ts';
import type { IssueCommand } from './issueCommandNames.ts';
import { actOnPage, issueHandlers } from './issueCommands.ts';
import type { IssuePermissions } from './issuePermissions.ts';
import type { IssueRef } from './issueRef.ts';
import { textScheme } from './issueUri.ts';
import { linkNamed, removeLink } from './linkIssue.ts';
import { type MentionPlace, Mentions } from './mentions.ts';
import { type IssuePageDeps, IssuePages } from './page/issuePages.ts';
import { PastedPictures } from './pastedPictures.ts';
import { editWorklog, removeWorklog } from './work/changeWorklog.ts';

export interface IssueFeatureDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly memento: vscode.Memento;
  readonly extension: vscode.Uri;
  readonly changes: IssueChanges;
  readonly builds: IssuePageDeps['builds'];
  readonly drafts: Drafts;
  readonly permissions: IssuePermissions;
  readonly background: Background;
}

/** Part of the feature that shows and changes issues. */
export interface IssueFeature extends vscode.Disposable {
  readonly pages: IssuePages;
  readonly attachments: AttachmentFiles;
  /** Texts of fields while they are edited. */
  readonly texts: TextFiles<TextFieldRef>;
  readonly edits: EditDeps;
  readonly dropped: DroppedIssues;
  readonly handlers: Readonly<Record<IssueCommand, Handler>>;
}

/** Opened with the first issue that is shown or changed. */
export function openIssueFeature(deps: IssueFeatureDeps): IssueFeature {
  const { store, sessions, drafts, background } = deps;
  const texts = new TextFiles<TextFieldRef>(
    new FieldTexts(store, sessions, (ref, ...edited) => goOn(creating, ref, ...edited)),
    deps,
  );
  const asker = new FieldAsker({ sessions, texts, background });
  const edits: EditDeps = { sessions, drafts, background, asker };
  const creating = { ...deps, ...edits, underWay: new UnderWay() };
  const pages = openPages(creating);
  const selector = { scheme: textScheme };
  const mentions = new Mentions({ sessions, background, placeOf: uri => mentionPlaceOf(texts.refOf(uri)) });
  const pasted = new PastedPictures({
    ...{ files: texts, background, attach: attachingPasted(creating) },
    issueOf: uri => issueOfText(texts.refOf(uri)),
  });
  const parts = vscode.Disposable.from(
    pages,
    texts,
    vscode.languages.registerCodeLensProvider(selector, new DraftLenses(texts, deps)),
    vscode.languages.registerCompletionItemProvider(selector, mentions, '@'),
    pasted.register(textScheme),
  );
  return {
    ...{ pages, texts, edits },
    dropped: new DroppedIssues(creating),
    attachments: new AttachmentFiles(deps),
    handlers: issueHandlers(creating),
    dispose: () => void parts.dispose(),
  };
}

function issueOfText({ place: { connection, issue } }: TextFieldRef): IssueRef | undefined {
  return issue === undefined ? undefined : { connection, key: issue };
}

function mentionPlaceOf({ place: { connection, project, issue } }: TextFieldRef): MentionPlace {
  return { connection, where: issue ? { issue } : { project } };
}

/** Sends a text that no question waits for; a text of a form opens the form again, and stays a draft until it is sent. */
async function goOn(
  deps: CreateDeps & Pick<IssueFeatureDeps, 'changes'>,
  ref: TextFieldRef,
  markdown: string,
  origin: Origin | undefined,
): Promise<boolean> {
  const { place, field, step } = ref;
  const { connection, issue: key } = place;
  if (key && !step) {
    await sendText(deps, ref, markdown, origin);
    deps.changes.notify({ connection, key });
    return true;
  }
  const value = await bodyOf(connection, markdown, origin);
  const given = new Map([
    [field.id, { value, words: markdown.trim().split('\n')[0] ?? '', draft: { text: markdown } }],
  ]);
  const issue = key
    ? (await continueTransition(deps, { connection, key }, step ?? '', given)) && { connection, key }
    : await goOnCreating(deps, ref, given);
  if (issue) deps.changes.notify(issue);
  return false;
}

function goOnCreating(
  deps: CreateDeps,
  { place, type = '' }: TextFieldRef,
  given: ReadonlyMap<string, AskedField>,
): Promise<IssueRef | undefined> {
  const { connection, source } = place;
  return source ? cloneIssue(deps, { connection, key: source }, given) : createWith(deps, place, type, { given });
}

function openPages(deps: IssueFeatureDeps & { readonly underWay: UnderWay }): IssuePages {
  return new IssuePages({
    ...deps,
    attach: attachingPasted(deps),
    act: (issue, command, argument, details) =>
      actOnPage(issue, command, argument, details, {
        builds: deps.builds,
        async openAttachment(id, isDownload) {
          const file = details.attachments.find(each => each.id === id);
          if (!file) return;
          if (isDownload) await downloadAttachment(deps, issue, file);
          else await vscode.commands.executeCommand('vscode.open', attachmentUri(issue, file));
        },
        async removeLink(name) {
          const link = linkNamed(name, details);
          if (link && (await removeLink(deps, issue, link))) deps.changes.notify(issue);
        },
        async editWorklog(id) {
          if (await editWorklog(deps, { ...issue, id })) deps.changes.notify(issue);
        },
        async deleteWorklog(id) {
          const log = details.worklogs.find(each => each.id === id);
          if (log && (await removeWorklog(deps, { ...issue, id }, log.timeSpent))) deps.changes.notify(issue);
        },
        async openDraft(uri) {
          const isOurs = deps.drafts.at(issue.connection.id, issue.key).some(each => each.uri === uri);
          if (isOurs) await vscode.window.showTextDocument(vscode.Uri.parse(uri), { preview: false });
        },
      }),
  });
}
