import * as vscode from 'vscode';
import { asObjects, asText } from '../../../../base/json.ts';
import { pagesOf } from '../../../connections/sessions/pages.ts';
import type { Sessions } from '../../../connections/sessions/sessions.ts';
import type { ConnectionStore } from '../../../connections/settings/connectionStore.ts';
import type { Background } from '../../../shell/commands/background.ts';
import type { UnderWay } from '../../../shell/commands/underWay.ts';
import { askModal } from '../../../shell/messages/notifications.ts';
import type { TreeLine } from '../../../shell/trees/drawnLines.ts';
import { type AttachedFile, attachAll, fileAt } from '../attachmentFiles.ts';
import { markdownLink } from '../copyIssue.ts';
import type { IssueChanges } from '../issueChanges.ts';
import { IssueNode } from '../issueNodes.ts';
import { type IssueRef, issueIn, pathOfIssue } from '../issueRef.ts';
import { issueMime } from './issueMime.ts';

const { t } = vscode.l10n;

/** Languages whose texts are Markdown: that of comments under edit, too. */
const areMarkdown = new Set(['markdown', 'jira-draft']);

export interface DroppedIssuesDeps {
  readonly store: ConnectionStore;
  readonly sessions: Sessions;
  readonly background: Background;
  readonly changes: IssueChanges;
  readonly underWay: UnderWay;
}

/** Issues that are dragged, and what is dropped onto them. */
export class DroppedIssues {
  private readonly deps: DroppedIssuesDeps;

  constructor(deps: DroppedIssuesDeps) {
    this.deps = deps;
  }

  /** Takes the issues among the dragged lines along. */
  begin(lines: readonly TreeLine[], data: vscode.DataTransfer): void {
    const issues = lines.flatMap(({ node }) =>
      node instanceof IssueNode ? [{ connection: node.connection.id, key: node.key, summary: node.summary }] : [],
    );
    if (issues.length === 0) return;
    data.set(issueMime, new vscode.DataTransferItem(JSON.stringify(issues)));
    // A list with a comment alone: else VS Code takes the lines' own URIs, which are for decorations.
    data.set('text/uri-list', new vscode.DataTransferItem('#'));
  }

  /** Links for a document: in Markdown with the summary, elsewhere the address, a line for each issue. */
  async links(
    { languageId }: vscode.TextDocument,
    data: vscode.DataTransfer,
  ): Promise<vscode.DocumentDropEdit | undefined> {
    const text = await data.get(issueMime)?.asString();
    if (!text) return undefined;
    const lines = await Promise.all(
      asObjects(JSON.parse(text)).map(async ({ connection, key, summary }) => {
        const site = this.deps.store.findJira(asText(connection));
        if (!site) return [];
        const link = (await pagesOf(site, this.deps.sessions)).resolve(pathOfIssue(asText(key))).href;
        return [areMarkdown.has(languageId) ? markdownLink(`${key} ${asText(summary)}`, link) : link];
      }),
    );
    const links = lines.flat().join('\n');
    return links === '' ? undefined : new vscode.DocumentDropEdit(links, t('Insert Link to Issue'));
  }

  /**
   * Attaches files to the issue that they were dropped onto, once the person has confirmed it. VS Code has the content
   * of dropped files until this ends.
   */
  async attach(target: unknown, data: vscode.DataTransfer): Promise<void> {
    const issue = issueIn(target, id => this.deps.store.findJira(id));
    if (!issue) return;
    try {
      await this.confirmAndAttach(issue, await filesIn(data));
    } catch (error) {
      this.deps.background.report(error);
    }
  }

  private async confirmAndAttach(issue: IssueRef, files: readonly AttachedFile[]): Promise<void> {
    const [first] = files;
    if (!first) return;
    const attach = t('Attach');
    const question =
      files.length > 1
        ? t('Attach {0} files to {1}?', files.length, issue.key)
        : t('Attach {0} to {1}?', first.fileName, issue.key);
    const detail = files.length > 1 ? files.map(({ fileName }) => fileName).join('\n') : undefined;
    if ((await askModal(question, { ...(detail && { detail }) }, attach)) !== attach) return;
    try {
      await attachAll(this.deps, issue, files);
    } finally {
      // Some may have been attached before one failed.
      this.deps.changes.notify(issue);
    }
  }
}

/** Dropped files: of the system, else of the editor's own views. */
async function filesIn(data: vscode.DataTransfer): Promise<readonly AttachedFile[]> {
  const ofSystem = [...data].flatMap(([, item]) => item.asFile() ?? []);
  if (ofSystem.length > 0)
    return ofSystem.map(file => ({
      fileName: file.name,
      id: file.uri?.toString() ?? file.name,
      read: () => file.data(),
    }));
  const list = (await data.get('text/uri-list')?.asString()) ?? '';
  return list
    .split(/\r?\n/)
    .filter(line => line !== '' && !line.startsWith('#'))
    .map(line => fileAt(vscode.Uri.parse(line)));
}
