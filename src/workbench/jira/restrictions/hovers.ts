import * as vscode from 'vscode';
import type { Example } from '../../../restrictions/index.ts';
import { untilCanceled } from './canceled.ts';
import { loadEngine } from './engine.ts';
import { ruleReachWords } from './reachWords.ts';
import { type RestrictionDocuments, rangeOf } from './restrictionDocuments.ts';
import { describeRule } from './ruleWords.ts';

const { t } = vscode.l10n;

/** Hover over a rule: its reach in plain language, with a few examples and perhaps unintended access. */
export class Hovers implements vscode.HoverProvider {
  private readonly documents: RestrictionDocuments;

  constructor(documents: RestrictionDocuments) {
    this.documents = documents;
  }

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const { examplesAsync, lineReach, mostSurprising, partsOfPattern } = await loadEngine();
    const restrictions = await this.documents.read(document);
    const offset = document.offsetAt(position);
    const line = restrictions.lines.find(each => !each.isBlank && each.start <= offset && offset <= each.end);
    if (!line) return undefined;
    const assumptions = this.documents.assumptions(document);
    const examples = await untilCanceled(token, signal => examplesAsync(line, assumptions, signal));
    const session = await this.documents.session();
    const found = await untilCanceled(token, signal => session.lintLine(line, assumptions, signal));
    if (token.isCancellationRequested) return undefined;
    const text = new vscode.MarkdownString();
    text.appendText(describeRule(line, assumptions.match, partsOfPattern));
    text.appendMarkdown('\n\n').appendText(ruleReachWords(line, lineReach(line, assumptions)));
    if (examples?.length) text.appendCodeblock(examples.map(exampleWords).join('\n'), 'http');
    const surprise = mostSurprising(found);
    if (surprise) {
      const message = t(surprise.template, ...surprise.args);
      text.appendMarkdown('\n\n').appendText(t('Possibly unintended: {0}', message));
    }
    return new vscode.Hover(text, rangeOf(document, line));
  }
}

function exampleWords({ method, url }: Example): string {
  return `${method} ${url}`;
}
