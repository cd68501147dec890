import * as vscode from 'vscode';
import type {
  Assumptions,
  Diagnostic,
  LintSession,
  Operation,
  Restrictions,
  RuleLine,
  Verdict,
} from '../../../restrictions/index.ts';
import { type Engine, loadEngine } from './engine.ts';
import { assumptionWords, operationWords, reachWords, ruleReachWords } from './reachWords.ts';
import { describeRule } from './ruleWords.ts';

const { t } = vscode.l10n;

/**
 * Reports on a text of restrictions, as Markdown: each rule in words, its operations, and its diagnostics.
 * @returns undefined if it was ended early
 */
export async function restrictionReport(
  session: LintSession,
  restrictions: Restrictions,
  assumptions: Assumptions,
  signal: AbortSignal,
): Promise<string | undefined> {
  const engine = await loadEngine();
  const { cooperatively, textReachAsync } = engine;
  const diagnostics = await session.lint(restrictions, assumptions, signal);
  const reach = await textReachAsync(restrictions, assumptions, signal);
  const rules = restrictions.lines.filter(line => !line.isBlank);
  const sections = await cooperatively(sectionsOf(rules, diagnostics, assumptions, engine), signal);
  if (signal.aborted || !reach || !sections) return undefined;
  return [
    `# ${t('What These Restrictions Allow')}`,
    rules.length === 0
      ? t('There are no rules, so the token is not restricted. This is an assumption: it is not documented.')
      : t('All rules: {0}.', reachWords(reach.operations, reach.atMost)),
    t('Assumptions (undocumented): {0}.', assumptionWords(assumptions)),
    ...sections,
    '',
  ].join('\n\n');
}

/** Section for each rule, with a yield point after each. Diagnostics are in the order of their places. */
function* sectionsOf(
  rules: readonly RuleLine[],
  diagnostics: readonly Diagnostic[],
  assumptions: Assumptions,
  { lineReach, partsOfPattern }: Engine,
): Generator<undefined, string[]> {
  const sections: string[] = [];
  let next = 0;
  for (const line of rules) {
    const found: Diagnostic[] = [];
    for (let each = diagnostics[next]; each && each.start <= line.end; each = diagnostics[++next]) {
      if (each.start >= line.start) found.push(each);
    }
    const reach = lineReach(line, assumptions);
    const section = [
      `## ${t('Rule {0}', line.number)}`,
      code(line.asRead.text),
      `${plain(describeRule(line, assumptions.match, partsOfPattern))}: ${ruleReachWords(line, reach)}.`,
      ...found.map(({ code: kind, message }) => `- **${kind}**: ${plain(message)}`),
      ...(reach === 'tooComplex' ? [] : [operationList(reach)]),
    ];
    sections.push(section.join('\n\n'));
    yield undefined;
  }
  return sections;
}

/**
 * Reports the rule that decides about a request, or why none does.
 * @returns undefined if it was ended early
 */
export async function testReport(
  restrictions: Restrictions,
  request: { method: string; url: string; body?: unknown },
  assumptions: Assumptions,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { simulateAllAsync } = await loadEngine();
  const simulation = await simulateAllAsync(restrictions, request, assumptions, signal);
  if (!simulation) return undefined;
  const { verdicts, outcome } = simulation;
  const overall = {
    allowed: t('Allowed'),
    denied: t('Denied'),
    unknown: t('Unknown: a pattern takes too many steps'),
    depends: t('Depends on undocumented behavior'),
  }[outcome];
  const rows = verdicts.map(({ match, query, verdict }) => {
    const mode = assumptionWords({ ...assumptions, match, query });
    return `- ${verdictWords(verdict)} (${mode})`;
  });
  return [`# ${overall}`, code(`${request.method} ${request.url}`), ...rows, ''].join('\n\n');
}

function verdictWords(verdict: Verdict): string {
  if (verdict.outcome === 'allowed') return t('allowed by {0}', ruleName(verdict.by));
  if (verdict.outcome === 'unknown') return t('unknown: rule {0} takes too many steps', verdict.line.number);
  const { nearest } = verdict;
  if (!nearest) return t('denied');
  const matched = nearest.stop ? nearest.line.asRead.url.text.slice(0, nearest.stop.inPattern) : '';
  return t('denied; closest is {0}: {1}', ruleName(nearest.line), plain(obstacleWords(nearest.obstacle, matched)));
}

function obstacleWords(obstacle: string, matched: string): string {
  switch (obstacle) {
    case 'method':
      return t('it applies to another method');
    case 'query':
      return t('a query parameter does not match');
    case 'json':
      return t('a JSON node does not match');
    case 'syntax':
      return t('Java refuses its pattern');
    default:
      return matched ? t('its pattern matches up to {0}', matched) : t('its pattern does not match from the start');
  }
}

function ruleName(line: RuleLine | undefined): string {
  return line ? t('rule {0}', line.number) : t('the absence of rules');
}

function operationList(operations: readonly Operation[]): string {
  if (operations.length === 0) return '';
  const lines = operations.map(operation => {
    const marks = [
      operation.writes && t('write'),
      operation.admin && t('admin'),
      operation.deprecated && t('deprecated'),
    ];
    const said = marks.filter(Boolean).join(', ');
    return `${operationWords(operation)}${said ? `  (${said})` : ''}`;
  });
  return code(lines.join('\n'));
}

function code(text: string): string {
  return `\`\`\`\`text\n${text}\n\`\`\`\``;
}

/** Escapes a text for Markdown. */
function plain(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&');
}
