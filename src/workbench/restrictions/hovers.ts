import * as vscode from 'vscode';
import type { RuleLine } from '../../restrictions/index.ts';
import { loadEngine } from './engine.ts';
import { operationWords, reachOrTooComplex } from './reachWords.ts';
import { type RestrictionDocuments, rangeOf } from './restrictionDocuments.ts';

const { t } = vscode.l10n;
const shownExamples = 3;

/** Over a rule: what it lets through, in plain language. */
export class Hovers implements vscode.HoverProvider {
  private readonly documents: RestrictionDocuments;

  constructor(documents: RestrictionDocuments) {
    this.documents = documents;
  }

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const { lineReach } = await loadEngine();
    const restrictions = await this.documents.read(document);
    const offset = document.offsetAt(position);
    const line = restrictions.lines.find(each => !each.isBlank && each.start <= offset && offset <= each.end);
    if (!line) return undefined;
    const reach = lineReach(line, this.documents.assumptions(document));
    const text = new vscode.MarkdownString(undefined, true);
    text.appendText(describe(line));
    text.appendMarkdown(`\n\n`).appendText(reachOrTooComplex(reach));
    if (reach !== 'tooComplex') {
      const examples = reach.slice(0, shownExamples).map(operation => operationWords(operation));
      if (examples.length > 0) text.appendCodeblock(examples.join('\n'), 'http');
      const surprise = reach.find(({ admin }) => admin) ?? reach.find(({ writes }) => writes);
      if (surprise && !examples.includes(operationWords(surprise))) {
        text.appendMarkdown('\n\n').appendText(t('Also: {0}', operationWords(surprise)));
      }
    }
    return new vscode.Hover(text, rangeOf(document, line));
  }
}

/** A rule in a sentence. */
export function describe({ asRead }: RuleLine): string {
  const method = asRead.method ? t('{0} requests', asRead.method.method) : t('Requests of any method');
  const url = t('{0} whose URL matches {1}', method, asRead.url.text);
  const suffixes = asRead.suffixes.map(({ kind, name, regex }) =>
    kind === 'query'
      ? t('whose query parameter {0} matches {1}', name.text, regex.text)
      : t('whose JSON node {0} matches {1}', name.text, regex.text),
  );
  return [url, ...suffixes].join(', ');
}
