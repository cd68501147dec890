import * as vscode from 'vscode';
import type { CommandTable } from '../commands/commandTable.ts';
import { Product } from '../connections/connection.ts';
import { type IssueRef, issueIn } from '../issues/issueRef.ts';
import { pickIssue } from '../issues/pickIssue.ts';
import { CommentEditor, type CommentEditorDeps } from './commentEditor.ts';
import { CommentLenses } from './commentLenses.ts';
import { DraftFiles, draftScheme } from './draftFiles.ts';

export interface CommentDeps extends CommentEditorDeps {
  readonly commands: CommandTable;
  /** Where drafts are kept. */
  readonly storage: vscode.Uri;
}

/** Writing and posting comments. `onDidPost` tells the issue of each that was posted. */
export function register({ commands, storage, ...deps }: CommentDeps): {
  onDidPost: vscode.Event<IssueRef>;
  disposable: vscode.Disposable;
} {
  const { store, sessions } = deps;
  const editor = new CommentEditor(deps);
  const disposable = vscode.Disposable.from(
    editor,
    vscode.workspace.registerFileSystemProvider(draftScheme, new DraftFiles(storage), { isCaseSensitive: true }),
    vscode.languages.registerCodeLensProvider({ scheme: draftScheme }, new CommentLenses(store)),
    commands.register({
      async addComment(target) {
        const issue =
          issueIn(target, id => store.findJira(id)) ??
          (await pickIssue(store.ofProduct(Product.jira), sessions, vscode.l10n.t('Add Comment')));
        if (issue) await editor.open(issue);
      },
      postComment: target => editor.post(target),
      discardComment: target => editor.discard(target),
    }),
  );
  return { onDidPost: editor.onDidPost, disposable };
}
