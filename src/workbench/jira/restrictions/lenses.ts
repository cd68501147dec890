import * as vscode from 'vscode';
import type { RuleLine } from '../../../restrictions/index.ts';
import { untilCanceled } from './canceled.ts';
import { loadEngine } from './engine.ts';
import { assumptionWords, reachWords, ruleReachWords } from './reachWords.ts';
import { type RestrictionDocuments, rangeOf } from './restrictionDocuments.ts';

const { t } = vscode.l10n;

/** Lens above a rule, whose reach is only computed when it becomes visible. */
class RuleLens extends vscode.CodeLens {
  readonly document: vscode.TextDocument;
  readonly line: RuleLine;
  constructor(document: vscode.TextDocument, line: RuleLine) {
    super(rangeOf(document, line));
    this.document = document;
    this.line = line;
  }
}

/** A rule that Java refuses is underlined, and allows nothing that could be told. */
function saysSomething({ isLong, content }: RuleLine): boolean {
  return isLong || content.asRead.url.error === undefined;
}

/** Code lenses: above each of several rules its reach, above the first the reach of the text and the assumptions. */
export class Lenses implements vscode.CodeLensProvider {
  private readonly documents: RestrictionDocuments;
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;

  constructor(documents: RestrictionDocuments) {
    this.documents = documents;
    documents.onDidChange(() => this.changed.fire());
  }

  async provideCodeLenses(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<vscode.CodeLens[]> {
    const { textReachAsync } = await loadEngine();
    const restrictions = await this.documents.read(document);
    const assumptions = this.documents.assumptions(document);
    const rules = restrictions.lines.filter(line => !line.isBlank);
    if (rules.length === 0) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const reach = await untilCanceled(token, signal => textReachAsync(restrictions, assumptions, signal));
    if (!reach) return [];
    const all = reachWords(reach.operations, reach.atMost);
    const title =
      reach.tooComplex > 0 ? t('All rules: {0}, and {1} too complex', all, reach.tooComplex) : t('All rules: {0}', all);
    return [
      new vscode.CodeLens(top, { title, command: 'jenkinsJira.explainRestrictions', arguments: [document.uri] }),
      new vscode.CodeLens(top, {
        title: t('Assumptions: {0}', assumptionWords(assumptions)),
        command: 'jenkinsJira.changeAssumptions',
        arguments: [document.uri],
      }),
      ...(rules.length > 1 ? rules.filter(saysSomething).map(line => new RuleLens(document, line)) : []),
    ];
  }

  async resolveCodeLens(lens: vscode.CodeLens): Promise<vscode.CodeLens> {
    if (!(lens instanceof RuleLens)) return lens;
    const { lineReach } = await loadEngine();
    const reach = lineReach(lens.line, this.documents.assumptions(lens.document));
    lens.command = {
      title: ruleReachWords(lens.line, reach),
      command: 'jenkinsJira.explainRestrictions',
      arguments: [lens.document.uri, lens.line.number],
    };
    return lens;
  }
}
