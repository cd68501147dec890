import type { JqlClause, JqlNode, JqlOperand, JqlOperator, JqlQuery, JqlSort } from './jqlSyntax.ts';
import { JqlError } from './jqlSyntax.ts';
import type { JqlToken } from './tokenizeJql.ts';
import { position, tokenizeJql } from './tokenizeJql.ts';

const reservedWords = new Set(
  'add alter as by character check column connect count create database date default delete distinct drop else exec execute explain false field file float for from function grant group having if index insert integer intersect into join left limit lock long minus mode modify new null number on option outer power previous prior public raise raw rename resource return rollback row rows schema select session set size start string table then to trans transaction trigger true union unique update user using values view when where while with'.split(
    ' ',
  ),
);

const symbolOperators = ['=', '!=', '<', '>', '<=', '>=', '~', '!~'] as const;
const operatorList = "'=', '!=', '<', '>', '<=', '>=', '~', '!~', 'IN', 'NOT IN', 'IS' and 'IS NOT'";

class JqlParser {
  private readonly jql: string;
  private readonly tokens: JqlToken[];
  private index = 0;

  constructor(jql: string) {
    this.jql = jql;
    this.tokens = tokenizeJql(jql);
  }

  query(): JqlQuery {
    const where = this.current().kind === 'end' || this.isWord('order') ? undefined : this.anyOf();
    const orderBy = this.isWord('order') ? this.sorts() : [];
    const rest = this.current();
    if (rest.kind !== 'end') {
      throw this.expected("either 'OR' or 'AND'", rest);
    }
    return { where, orderBy };
  }

  private current(): JqlToken {
    return this.tokens[this.index] ?? { kind: 'end', text: '', offset: this.jql.length };
  }

  private take(): JqlToken {
    const token = this.current();
    this.index += 1;
    return token;
  }

  private isWord(...words: string[]): boolean {
    const token = this.current();
    return token.kind === 'word' && words.includes(token.text.toLowerCase());
  }

  private isSymbol(...symbols: string[]): boolean {
    const token = this.current();
    return token.kind === 'symbol' && symbols.includes(token.text);
  }

  private expected(what: string, token: JqlToken): JqlError {
    return token.kind === 'end'
      ? new JqlError(`Error in the JQL Query: Expecting ${what} before the end of the query.`)
      : new JqlError(
          `Error in the JQL Query: Expecting ${what} but got '${token.text}'. ${position(this.jql, token.offset)}`,
        );
  }

  private anyOf(): JqlNode {
    const nodes = [this.allOf()];
    while (this.isWord('or') || this.isSymbol('||')) {
      this.take();
      nodes.push(this.allOf());
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'or', nodes };
  }

  private allOf(): JqlNode {
    const nodes = [this.one()];
    while (this.isWord('and') || this.isSymbol('&&')) {
      this.take();
      nodes.push(this.one());
    }
    return nodes.length === 1 && nodes[0] ? nodes[0] : { kind: 'and', nodes };
  }

  private one(): JqlNode {
    if (this.isWord('not') || this.isSymbol('!')) {
      this.take();
      return { kind: 'not', node: this.one() };
    }
    if (this.isSymbol('(')) {
      this.take();
      const node = this.anyOf();
      this.close();
      return node;
    }
    return this.clause();
  }

  private close(): void {
    const token = this.take();
    if (token.text !== ')' || token.kind !== 'symbol') {
      throw this.expected("')'", token);
    }
  }

  private fieldName(): string {
    const token = this.take();
    if (token.kind === 'word' && reservedWords.has(token.text.toLowerCase())) {
      throw this.reserved(token);
    }
    if (token.kind === 'symbol' || token.kind === 'end') {
      throw this.expected('a field name', token);
    }
    return token.text;
  }

  private reserved(token: JqlToken): JqlError {
    return new JqlError(
      `Error in the JQL Query: '${token.text}' is a reserved JQL word. You must surround it in quotation marks to use it in a query. ${position(this.jql, token.offset)}`,
    );
  }

  private clause(): JqlClause {
    const field = this.fieldName();
    const operator = this.operator();
    if (operator === 'in' || operator === 'not in') {
      return { kind: 'clause', field, operator, operands: this.isSymbol('(') ? this.list() : [this.operand()] };
    }
    return { kind: 'clause', field, operator, operands: [this.operand()] };
  }

  private operator(): JqlOperator {
    const token = this.take();
    const symbol = symbolOperators.find(candidate => token.kind === 'symbol' && candidate === token.text);
    if (symbol) {
      return symbol;
    }
    const word = token.kind === 'word' ? token.text.toLowerCase() : '';
    if (word === 'in') {
      return 'in';
    }
    if (word === 'not' && this.isWord('in')) {
      this.take();
      return 'not in';
    }
    if (word === 'is') {
      const negated = this.isWord('not');
      if (negated) {
        this.take();
      }
      return negated ? 'is not' : 'is';
    }
    throw token.kind === 'end'
      ? this.expected('operator', token)
      : new JqlError(
          `Error in the JQL Query: Expecting operator but got '${token.text}'. The valid operators are ${operatorList}. ${position(this.jql, token.offset)}`,
        );
  }

  private list(): JqlOperand[] {
    this.take();
    const operands = [this.operand()];
    while (this.isSymbol(',')) {
      this.take();
      operands.push(this.operand());
    }
    this.close();
    return operands;
  }

  private operand(): JqlOperand {
    const token = this.take();
    const what = 'either a value, list or function';
    if (token.kind === 'symbol') {
      const quoting = ` You must surround '${token.text}' in quotation marks to use it as a value.`;
      throw new JqlError(
        `Error in the JQL Query: Expecting ${what} but got '${token.text}'.${quoting} ${position(this.jql, token.offset)}`,
      );
    }
    if (token.kind === 'end') {
      throw this.expected(what, token);
    }
    if (this.isSymbol('(')) {
      return { kind: 'function', name: token.text, args: this.args() };
    }
    if (token.kind === 'word' && ['empty', 'null'].includes(token.text.toLowerCase())) {
      return { kind: 'empty' };
    }
    if (token.kind === 'word' && reservedWords.has(token.text.toLowerCase())) {
      throw this.reserved(token);
    }
    return { kind: 'value', text: token.text };
  }

  private args(): string[] {
    this.take();
    const args: string[] = [];
    while (!this.isSymbol(')')) {
      const token = this.take();
      if (token.kind === 'end' || token.kind === 'symbol') {
        throw this.expected("')'", token);
      }
      args.push(token.text);
      if (this.isSymbol(',')) {
        this.take();
      }
    }
    this.take();
    return args;
  }

  private sorts(): JqlSort[] {
    this.take();
    const by = this.take();
    if (by.text.toLowerCase() !== 'by') {
      throw this.expected("'by'", by);
    }
    const sorts = [this.sort()];
    while (this.isSymbol(',')) {
      this.take();
      sorts.push(this.sort());
    }
    return sorts;
  }

  private sort(): JqlSort {
    const field = this.fieldName();
    const descending = this.isWord('asc', 'desc') ? this.take().text.toLowerCase() === 'desc' : undefined;
    return { field, descending };
  }
}

/** Throws JqlError where Jira would refuse the text; field names and values are looked at later. */
export function parseJql(jql: string): JqlQuery {
  return new JqlParser(jql).query();
}
