import type { DemoIssue } from '../model.ts';
import { may } from '../permissions.ts';
import type { IssueTest } from './compileClause.ts';
import { compileClause } from './compileClause.ts';
import type { JqlContext } from './jqlFields.ts';
import { findJqlField } from './jqlFields.ts';
import type { JqlNode, JqlQuery, JqlSort } from './jqlSyntax.ts';
import { JqlError } from './jqlSyntax.ts';
import { parseJql } from './parseJql.ts';

/** Collects the refusals of every clause: Jira reports them all at once. */
function compile(node: JqlNode, context: JqlContext, problems: string[]): IssueTest {
  if (node.kind === 'clause') {
    try {
      return compileClause(node, context);
    } catch (error) {
      if (!(error instanceof JqlError)) {
        throw error;
      }
      problems.push(...error.messages);
      return () => false;
    }
  }
  if (node.kind === 'not') {
    const test = compile(node.node, context, problems);
    return issue => !test(issue);
  }
  const tests = node.nodes.map(child => compile(child, context, problems));
  return node.kind === 'and' ? issue => tests.every(test => test(issue)) : issue => tests.some(test => test(issue));
}

type Order = (a: DemoIssue, b: DemoIssue) => number;

function compareValues(a: string | number, b: string | number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), 'en');
}

function order(sort: JqlSort, context: JqlContext, problems: string[]): Order {
  const field = findJqlField(sort.field);
  const read = field?.sort;
  if (!read) {
    problems.push(
      field
        ? `Not able to sort using field '${sort.field}'.`
        : `Field '${sort.field}' does not exist or you do not have permission to view it.`,
    );
    return () => 0;
  }
  // Jira's own default: the newest and the most urgent come first.
  const newestFirst = field.kind === 'date' || field.names.includes('priority') || field.names.includes('key');
  const direction = (sort.descending ?? newestFirst) ? -1 : 1;
  return (a, b) => direction * compareValues(read(a, context), read(b, context)) || 0;
}

/** Whether the query restricts anything: Cloud refuses those that do not. */
export function isBounded(jql: string): boolean {
  return parseJql(jql).where !== undefined;
}

/** The issues that the user of the context may see and the query means, in its order. Throws JqlError. */
export function searchIssues(jql: string, context: JqlContext): DemoIssue[] {
  const query: JqlQuery = parseJql(jql);
  const problems: string[] = [];
  const test = query.where ? compile(query.where, context, problems) : () => true;
  const orders = query.orderBy.map(sort => order(sort, context, problems));
  if (problems.length > 0) {
    throw new JqlError(...problems);
  }
  if (!may(context.user, 'BROWSE_PROJECTS')) {
    return [];
  }
  return context.state.issues.filter(test).sort((a, b) => {
    for (const by of orders) {
      const result = by(a, b);
      if (result !== 0) {
        return result;
      }
    }
    return Number(b.id) - Number(a.id);
  });
}
