import * as vscode from 'vscode';
import type { Alternation, Node, RegexPiece, Restrictions, Sequence } from '../../../restrictions/index.ts';
import type { RestrictionDocuments } from './restrictionDocuments.ts';

const types = ['keyword', 'parameter', 'operator', 'regexp', 'type', 'string', 'variable'] as const;
type TokenType = (typeof types)[number];

export const legend = new vscode.SemanticTokensLegend([...types]);

interface Token {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
}

/** Semantic tokens of a rule's parts, from the trees of its patterns. */
export class SemanticTokens implements vscode.DocumentSemanticTokensProvider {
  private readonly documents: RestrictionDocuments;

  constructor(documents: RestrictionDocuments) {
    this.documents = documents;
  }

  async provideDocumentSemanticTokens(document: vscode.TextDocument): Promise<vscode.SemanticTokens> {
    const restrictions = await this.documents.read(document);
    const builder = new vscode.SemanticTokensBuilder(legend);
    for (const { start, end, type } of tokensOf(restrictions)) {
      const from = document.positionAt(start);
      // No token spans a line end.
      if (document.positionAt(end).line === from.line)
        builder.push(from.line, from.character, end - start, types.indexOf(type));
    }
    return builder.build();
  }
}

function tokensOf(restrictions: Restrictions): Token[] {
  return restrictions.lines
    .flatMap(line => line.rules)
    .flatMap(({ method, url, suffixes }) => [
      ...(method ? [{ ...spanOf(method.name), type: 'keyword' as const }] : []),
      ...patternTokens(url),
      ...suffixes.flatMap(({ name, regex }) => [
        { ...spanOf(name), type: 'parameter' as const },
        ...patternTokens(regex),
      ]),
    ])
    .sort((a, b) => a.start - b.start);
}

function spanOf({ start, end }: { start: number; end: number }): { start: number; end: number } {
  return { start, end };
}

/** Offsets in a tree count from the pattern's own start. */
function patternTokens({ pattern, start: from }: RegexPiece): Token[] {
  if (!pattern) return [];
  return nodeTokens(pattern.root).map(({ start, end, type }) => ({ start: from + start, end: from + end, type }));
}

function nodeTokens(node: Node | Alternation | Sequence): Token[] {
  switch (node.type) {
    case 'alternation':
      return node.alternatives.flatMap(nodeTokens);
    case 'sequence':
      return node.items.flatMap(nodeTokens);
    case 'group':
    case 'look':
      return around(node, node.body);
    case 'quantified':
      return [...nodeTokens(node.body), { ...spanOf(node.quantifier), type: 'operator' }];
    case 'literal':
      return node.escaped ? [{ ...spanOf(node), type: 'string' }] : [];
    case 'characters':
      return [{ ...spanOf(node), type: 'type' }];
    case 'backReference':
      return [{ ...spanOf(node), type: 'variable' }];
    case 'nothing':
      return [];
    default:
      return [{ ...spanOf(node), type: 'regexp' }];
  }
}

/** Tokens of a group: its brackets and its content. */
function around(node: { start: number; end: number }, body: Alternation): Token[] {
  const inner = nodeTokens(body);
  return [
    { start: node.start, end: Math.max(body.start, node.start + 1), type: 'regexp' },
    ...inner,
    { start: node.end - 1, end: node.end, type: 'regexp' },
  ];
}
