import { groups } from '../catalog.ts';
import { sprints } from '../customFields.ts';
import type { DemoIssue } from '../model.ts';
import { operandDate } from './jqlDates.ts';
import type { JqlContext, JqlField, JqlFieldKind } from './jqlFields.ts';
import { findJqlField } from './jqlFields.ts';
import type { JqlClause, JqlOperand, JqlOperator } from './jqlSyntax.ts';
import { JqlError } from './jqlSyntax.ts';

export type IssueTest = (issue: DemoIssue) => boolean;

const equality: JqlOperator[] = ['=', '!=', 'in', 'not in', 'is', 'is not'];
const comparison: JqlOperator[] = ['<', '>', '<=', '>='];

const operatorsOf: Record<JqlFieldKind, JqlOperator[]> = {
  set: equality,
  ranked: [...equality, ...comparison],
  date: [...equality, ...comparison],
  text: ['~', '!~', 'is', 'is not'],
};

function compare(operator: JqlOperator, left: number, right: number): boolean {
  switch (operator) {
    case '<':
      return left < right;
    case '>':
      return left > right;
    case '<=':
      return left <= right;
    case '>=':
      return left >= right;
    default:
      return left === right;
  }
}

function functionText(operand: { name: string; args: string[] }): string {
  return `${operand.name}(${operand.args.join(', ')})`;
}

function groupMembers(group: string, context: JqlContext): string[] {
  if (!groups.includes(group)) {
    throw new JqlError(
      `Function 'membersOf' can not generate a list of usernames for group '${group}'; the group does not exist.`,
    );
  }
  return context.state.users.filter(user => user.groups.includes(group)).map(user => user.name);
}

/** The ids that a function stands for. */
function functionIds(operand: { name: string; args: string[] }, context: JqlContext): string[] {
  switch (operand.name.toLowerCase()) {
    case 'currentuser':
      return context.user ? [context.user.name] : [];
    case 'membersof':
      return groupMembers(operand.args[0] ?? '', context);
    case 'watchedissues':
      return context.state.issues
        .filter(issue => context.user && issue.watchers.includes(context.user.name))
        .map(issue => issue.key);
    case 'opensprints':
      return sprints.filter(({ state }) => state === 'active').map(({ id }) => String(id));
    case 'issuehistory':
      return context.state.viewed;
    default:
      throw new JqlError(`Unable to find JQL function '${functionText(operand)}'.`);
  }
}

function unknownValue(written: string, field: string): JqlError {
  if (['key', 'issuekey', 'issue', 'id', 'parent'].includes(field.toLowerCase())) {
    return /^[a-z][a-z0-9_]*-\d+$/i.test(written)
      ? new JqlError(`An issue with key '${written}' does not exist for field '${field}'.`)
      : new JqlError(`The issue key '${written}' for field '${field}' is invalid.`);
  }
  return new JqlError(`The value '${written}' does not exist for the field '${field}'.`);
}

function operandIds(operand: JqlOperand, field: JqlField, written: string, context: JqlContext): string[] {
  if (operand.kind === 'empty') {
    return [''];
  }
  if (operand.kind === 'function') {
    return functionIds(operand, context);
  }
  if (written.toLowerCase() === 'resolution' && operand.text.toLowerCase() === 'unresolved') {
    return [''];
  }
  const id = field.resolve?.(operand.text, context);
  if (id === undefined || (field.names.includes('project') && !context.user)) {
    throw unknownValue(operand.text, written);
  }
  return [id];
}

function idTest(clause: JqlClause, field: JqlField, context: JqlContext): IssueTest {
  const read = field.ids ?? (() => []);
  const wanted = clause.operands.flatMap(operand => operandIds(operand, field, clause.field, context));
  const { operator } = clause;
  if (comparison.includes(operator)) {
    const limit = field.rank?.(wanted[0] ?? '', context) ?? 0;
    const sameProject = (id: string) => !field.names.includes('key') || id.split('-')[0] === wanted[0]?.split('-')[0];
    return issue =>
      read(issue, context).some(id => sameProject(id) && compare(operator, field.rank?.(id, context) ?? 0, limit));
  }
  const withEmpty = wanted.includes('');
  const has: IssueTest = issue => {
    const ids = read(issue, context);
    return ids.length === 0 ? withEmpty : ids.some(id => wanted.includes(id));
  };
  if (operator === '=' || operator === 'in' || operator === 'is') {
    return has;
  }
  // An empty field is neither equal nor unequal to a value: Jira leaves such issues out.
  return issue => read(issue, context).length > 0 && !has(issue);
}

function dateTest(clause: JqlClause, field: JqlField, context: JqlContext): IssueTest {
  const read = field.date ?? (() => null);
  const { operator, operands } = clause;
  if (operands[0]?.kind === 'empty') {
    const empty = operator === 'is' || operator === '=';
    return issue => (read(issue) === null) === empty;
  }
  const limits = operands.map(operand => operandDate(clause.field, operand, context.now));
  const negated = operator === '!=' || operator === 'not in';
  return issue => {
    const date = read(issue);
    return date !== null && limits.some(limit => compare(operator, date, limit)) !== negated;
  };
}

function words(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+\*?/gu) ?? [];
}

/** Words in any order, `exp*` as a beginning, "\"two words\"" as a phrase. No stemming. */
function textMatches(text: string, query: string): boolean {
  const phrase = /^"(.*)"$/.exec(query.trim())?.[1];
  if (phrase !== undefined) {
    return ` ${words(text).join(' ')} `.includes(` ${words(phrase).join(' ')} `);
  }
  const present = words(text);
  return words(query).every(word =>
    word.endsWith('*') ? present.some(other => other.startsWith(word.slice(0, -1))) : present.includes(word),
  );
}

function textTest(clause: JqlClause, field: JqlField, context: JqlContext): IssueTest {
  const read = field.texts ?? (() => []);
  const operand = clause.operands[0];
  if (operand?.kind === 'empty') {
    return issue => (read(issue, context).join('') === '') === (clause.operator === 'is');
  }
  if (operand?.kind === 'function') {
    throw new JqlError(`Unable to find JQL function '${functionText(operand)}'.`);
  }
  const query = operand?.text ?? '';
  return issue => read(issue, context).some(text => textMatches(text, query)) === (clause.operator === '~');
}

/** Everything is looked up here, once; the test itself refuses nothing any more. Throws JqlError. */
export function compileClause(clause: JqlClause, context: JqlContext): IssueTest {
  const field = findJqlField(clause.field);
  if (!field) {
    throw new JqlError(`Field '${clause.field}' does not exist or you do not have permission to view it.`);
  }
  const { operator, operands } = clause;
  const emptyWithComparison = operands.some(operand => operand.kind === 'empty') && comparison.includes(operator);
  if (!operatorsOf[field.kind].includes(operator) || emptyWithComparison) {
    throw new JqlError(`The operator '${operator}' is not supported by the '${clause.field}' field.`);
  }
  if ((operator === 'is' || operator === 'is not') && operands[0]?.kind !== 'empty') {
    const shown = operands[0]?.kind === 'value' ? operands[0].text : '';
    if (!(clause.field.toLowerCase() === 'resolution' && shown.toLowerCase() === 'unresolved')) {
      throw new JqlError(`The operator '${operator}' is only supported with EMPTY, not with '${shown}'.`);
    }
  }
  if (field.kind === 'date') {
    return dateTest(clause, field, context);
  }
  return field.kind === 'text' ? textTest(clause, field, context) : idTest(clause, field, context);
}
