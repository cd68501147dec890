import * as vscode from 'vscode';
import type { RuleLine } from '../../../restrictions/index.ts';
import { type RestrictionDocuments, rangeOf } from './restrictionDocuments.ts';

/** Document symbols and folding: a rule is a symbol; rules without a blank line between them fold together. */
export class Outline
  implements vscode.DocumentSymbolProvider, vscode.FoldingRangeProvider, vscode.DocumentFormattingEditProvider
{
  private readonly documents: RestrictionDocuments;

  constructor(documents: RestrictionDocuments) {
    this.documents = documents;
  }

  async provideDocumentSymbols(document: vscode.TextDocument): Promise<vscode.DocumentSymbol[]> {
    const { lines } = await this.documents.read(document);
    return lines
      .flatMap(line => line.rules)
      .map(rule => {
        const range = rangeOf(document, rule);
        const name = rule.url.text || rule.text;
        return new vscode.DocumentSymbol(name, rule.method?.method ?? '', vscode.SymbolKind.Event, range, range);
      });
  }

  async provideFoldingRanges(document: vscode.TextDocument): Promise<vscode.FoldingRange[]> {
    const { lines } = await this.documents.read(document);
    return blocks(lines)
      .map(block => ({ first: row(document, block[0]), last: row(document, block.at(-1)) }))
      .filter(({ first, last }) => last > first)
      .map(({ first, last }) => new vscode.FoldingRange(first, last));
  }

  /** Formats to a rule a line: other separators become line ends, which changes no rule's matches. */
  async provideDocumentFormattingEdits(document: vscode.TextDocument): Promise<vscode.TextEdit[]> {
    const { lines } = await this.documents.read(document);
    return lines.flatMap((line, index) => {
      const next = lines[index + 1];
      const isLineEnd = line.separator !== 'escape' && line.separator !== 'br';
      if (isLineEnd || !next) return [];
      return [vscode.TextEdit.replace(rangeOf(document, { start: line.end, end: next.start }), '\n')];
    });
  }
}

function row(document: vscode.TextDocument, line: RuleLine | undefined): number {
  return document.positionAt(line?.start ?? 0).line;
}

function blocks(lines: readonly RuleLine[]): RuleLine[][] {
  const found: RuleLine[][] = [[]];
  for (const line of lines) {
    if (line.isBlank) found.push([]);
    else found.at(-1)?.push(line);
  }
  return found.filter(block => block.length > 0);
}
