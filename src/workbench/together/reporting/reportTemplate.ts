import * as vscode from 'vscode';

const { t } = vscode.l10n;

/** The template of reports: a file of the user's own, or else the usual one. */
export class ReportTemplate {
  private readonly file: vscode.Uri;
  private readonly folder: vscode.Uri;

  constructor(storage: vscode.Uri) {
    this.folder = storage;
    this.file = vscode.Uri.joinPath(storage, 'report.md');
  }

  /** @throws FileSystemError where there is one that cannot be read */
  async read(): Promise<string> {
    return (await this.exists())
      ? Buffer.from(await vscode.workspace.fs.readFile(this.file)).toString('utf8')
      : usual();
  }

  /** Opens it in an editor; it begins as the usual one. */
  async edit(): Promise<void> {
    if (!(await this.exists())) {
      await vscode.workspace.fs.createDirectory(this.folder);
      await vscode.workspace.fs.writeFile(this.file, Buffer.from(usual(), 'utf8'));
    }
    await vscode.window.showTextDocument(this.file, { preview: false });
  }

  private async exists(): Promise<boolean> {
    try {
      await vscode.workspace.fs.stat(this.file);
      return true;
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return false;
      throw error;
    }
  }
}

/** A paragraph whose variables are all empty is left out of a report. */
function usual(): string {
  return [
    t('**[{job} {number}]({url})** {result} after {duration}'),
    t('Failing stage: {stage}'),
    '{cause}',
    `${t('Failed tests:')}\n{tests}`,
    `${t('Changes:')}\n{changes}`,
  ].join('\n\n');
}
