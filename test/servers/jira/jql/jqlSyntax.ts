export type JqlOperator = '=' | '!=' | '<' | '>' | '<=' | '>=' | '~' | '!~' | 'in' | 'not in' | 'is' | 'is not';

export type JqlOperand =
  | { kind: 'value'; text: string }
  | { kind: 'function'; name: string; args: string[] }
  | { kind: 'empty' };

export interface JqlClause {
  kind: 'clause';
  field: string;
  operator: JqlOperator;
  operands: JqlOperand[];
}

export type JqlNode = JqlClause | { kind: 'and' | 'or'; nodes: JqlNode[] } | { kind: 'not'; node: JqlNode };

export interface JqlSort {
  field: string;
  descending: boolean | undefined;
}

export interface JqlQuery {
  where: JqlNode | undefined;
  orderBy: JqlSort[];
}

/** A query that Jira refuses, in Jira's words. */
export class JqlError extends Error {
  readonly messages: string[];

  constructor(...messages: string[]) {
    super(messages.join(' '));
    this.messages = messages;
  }
}
