import * as vscode from 'vscode';
import type { Sessions } from '../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../connections/settings/connectionStore.ts';
import type { Background } from '../../shell/commands/background.ts';
import type { Handler } from '../../shell/commands/commandTable.ts';
import { UnderWay } from '../../shell/commands/underWay.ts';
import { EditedTexts } from '../../shell/files/editedTexts.ts';
import { AttachmentFiles, attachmentUri, downloadAttachment } from './attachmentFiles.ts';
import type { EditDeps } from './editFields.ts';
import { FieldAsker } from './fieldAsker.ts';
import type { IssueChanges } from './issueChanges.ts';
import type { IssueCommand } from './issueCommandNames.ts';
import { actOnPage, issueHandlers } from './issueCommands.ts';
import { textScheme } from './issueUri.ts';
import { type IssuePageDeps, IssuePages } from './page/issuePages.ts';

export interface IssueFeatureDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly memento: vscode.Memento;
  readonly extension: vscode.Uri;
  readonly changes: IssueChanges;
  readonly builds: IssuePageDeps['builds'];
  readonly background: Background;
}

/** Part of the feature that shows and changes issues. */
export interface IssueFeature extends vscode.Disposable {
  readonly pages: IssuePages;
  readonly attachments: AttachmentFiles;
  /** Texts of fields while they are edited. */
  readonly texts: EditedTexts;
  readonly edits: EditDeps;
  readonly handlers: Readonly<Record<IssueCommand, Handler>>;
}

/** Opened with the first issue that is shown or changed. */
export function openIssueFeature(deps: IssueFeatureDeps): IssueFeature {
  const { sessions, background } = deps;
  const texts = new EditedTexts(textScheme, background);
  const edits: EditDeps = { sessions, background, asker: new FieldAsker({ sessions, texts, background }) };
  const pages = openPages(deps);
  return {
    ...{ pages, texts, edits },
    attachments: new AttachmentFiles(deps),
    handlers: issueHandlers({ ...deps, ...edits, underWay: new UnderWay() }),
    dispose() {
      pages.dispose();
      texts.dispose();
    },
  };
}

function openPages(deps: IssueFeatureDeps): IssuePages {
  return new IssuePages({
    ...deps,
    act: (issue, command, argument, details) =>
      actOnPage(issue, command, argument, details, {
        builds: deps.builds,
        async openAttachment(id, isDownload) {
          const file = details.attachments.find(each => each.id === id);
          if (!file) return;
          if (isDownload) await downloadAttachment(deps, issue, file);
          else await vscode.commands.executeCommand('vscode.open', attachmentUri(issue, file));
        },
      }),
  });
}
