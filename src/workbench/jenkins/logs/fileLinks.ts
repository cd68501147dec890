import * as vscode from 'vscode';
import { type FilePlace, linksIn } from '../../../logs/links.ts';

/** Limit of lines that are searched for links. */
const maxLinkCharacters = 2000;
const maxLinks = 20_000;

/**
 * Provides links to files of the workspace that a text of a build names.
 * @param find returns the files that a place may be in, the likeliest first
 */
export function registerFileLinks(
  selector: vscode.DocumentSelector,
  find: (place: FilePlace, document: vscode.Uri) => Promise<readonly vscode.Uri[]>,
): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(selector, {
    provideDocumentLinks: (document, token) => fileLinks(document, token),
    async resolveDocumentLink(link) {
      const { place, document } = link as FileLink;
      const [uri] = await find(place, document);
      if (!uri) return undefined;
      link.target = uri.with({ fragment: `L${place.line ?? 1},${place.column ?? 1}` });
      return link;
    },
  });
}

/** Link whose file is searched when it is followed. */
class FileLink extends vscode.DocumentLink {
  readonly place: FilePlace;
  readonly document: vscode.Uri;

  constructor(range: vscode.Range, place: FilePlace, document: vscode.Uri) {
    super(range);
    this.place = place;
    this.document = document;
    this.tooltip = vscode.l10n.t('Open the file');
  }
}

/** Addresses are links in VS Code without this. */
function fileLinks(document: vscode.TextDocument, token: vscode.CancellationToken): vscode.DocumentLink[] {
  const links: vscode.DocumentLink[] = [];
  for (let line = 0; line < document.lineCount && links.length < maxLinks; line++) {
    if (token.isCancellationRequested) return [];
    const { text } = document.lineAt(line);
    if (text.length > maxLinkCharacters) continue;
    for (const { start, end, place } of linksIn(text)) {
      if (place) links.push(new FileLink(new vscode.Range(line, start, line, end), place, document.uri));
    }
  }
  return links;
}
