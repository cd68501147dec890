import { type JqlToken, tokenizeJql } from './tokens.ts';

/** Kind of the next piece. */
export const JqlExpectation = {
  field: 'field',
  operator: 'operator',
  value: 'value',
  /** Behind `is`: EMPTY, NULL or NOT. */
  emptiness: 'emptiness',
  /** Behind a condition: AND, OR, ORDER BY. */
  connective: 'connective',
  /** Behind a condition on the past (`was`, `changed`): AFTER, BY and others, or what follows any condition. */
  predicate: 'predicate',
  /** Time of a predicate. */
  time: 'time',
  /** Person of a predicate. */
  person: 'person',
  sortField: 'sortField',
  /** Behind a field to sort by: ASC, DESC. */
  direction: 'direction',
  /** Within the brackets of a function. */
  argument: 'argument',
} as const;
export type JqlExpectation = (typeof JqlExpectation)[keyof typeof JqlExpectation];

export interface JqlContext {
  readonly expects: JqlExpectation;
  /** Field whose operator or value is expected, without quotes. */
  readonly field: string | undefined;
  /** Whether the last operator is `changed`, which takes FROM and TO. */
  readonly isChange: boolean;
  /** Its part before the cursor, without an opening quote. */
  readonly typed: string;
  /** Beginning of that part. */
  readonly start: number;
}

/**
 * Determines the kind of piece that a query expects at its end: cut it at the cursor.
 * https://support.atlassian.com/jira-software-cloud/docs/what-is-advanced-search-in-jira-cloud/
 */
export function jqlContextAt(text: string): JqlContext {
  const tokens = tokenizeJql(text);
  const last = tokens.at(-1);
  // The piece at the cursor is being typed; a piece with a blank behind it is complete.
  const isTyping = last !== undefined && (last.isOpen || (last.kind === 'word' && last.end === text.length));
  const done = isTyping ? tokens.slice(0, -1) : tokens;
  const state = new Reader();
  for (const token of done) state.take(token);
  return {
    expects: state.expects,
    field: state.field,
    isChange: state.past === 'changed',
    typed: isTyping ? last.text : '',
    start: isTyping ? last.start : text.length,
  };
}

/** Reads a query from the left, as far as the kinds of its pieces are clear. */
class Reader {
  field: string | undefined;
  /** Operator of a condition on the past. */
  past: 'was' | 'changed' | undefined;
  private next: JqlExpectation = JqlExpectation.field;
  private isList = false;
  /** Number of open brackets of functions. */
  private depth = 0;
  private before: JqlToken | undefined;

  get expects(): JqlExpectation {
    return this.depth > 0 ? JqlExpectation.argument : this.next;
  }

  take(token: JqlToken): void {
    if (token.kind === 'symbol' && token.text === '(') this.open();
    else if (token.kind === 'symbol' && token.text === ')') this.close();
    else if (this.depth === 0) this.next = this.after(token);
    this.before = token;
  }

  /** Kind expected behind a piece. */
  private after(token: JqlToken): JqlExpectation {
    const word = token.kind === 'string' ? '' : token.text.toLowerCase();
    const { value, connective, sortField, direction } = JqlExpectation;
    switch (this.next) {
      case 'field':
        return word === 'order' ? sortField : this.afterName(token, word, JqlExpectation.operator, ['not', '!']);
      case 'sortField':
        return this.afterName(token, word, direction, ['by', ',']);
      case 'operator':
        this.past = word === 'was' || word === 'changed' ? word : undefined;
        return afterOperator(token, word);
      case 'value':
        // `was not`, `was in` and `was not in` are operators of several words.
        return [',', 'not', 'in'].includes(word) || this.isList ? value : this.afterValue;
      case 'time':
      case 'person':
        return JqlExpectation.predicate;
      case 'predicate':
        return predicates[word] ?? afterCondition(word, JqlExpectation.predicate);
      case 'emptiness':
        return word === 'not' ? this.next : connective;
      case 'direction':
        return word === ',' ? sortField : direction;
      default:
        return afterCondition(word);
    }
  }

  private get afterValue(): JqlExpectation {
    return this.past ? JqlExpectation.predicate : JqlExpectation.connective;
  }

  private afterName({ text }: JqlToken, word: string, next: JqlExpectation, passed: readonly string[]): JqlExpectation {
    if (passed.includes(word)) return this.next;
    this.field = text;
    return next;
  }

  /** A bracket behind a name belongs to a function; a bracket in place of a value opens a list. */
  private open(): void {
    const word = this.before?.kind === 'word' ? this.before.text.toLowerCase() : undefined;
    const isFunction = word !== undefined && !['in', 'and', 'or', 'not'].includes(word);
    if (this.depth > 0 || isFunction) this.depth++;
    else if (this.next === JqlExpectation.value) this.isList = true;
  }

  private close(): void {
    if (this.depth > 0) {
      this.depth--;
      // The two times of DURING.
      if (this.depth === 0 && this.next === JqlExpectation.time) this.next = JqlExpectation.predicate;
    } else if (this.isList) {
      this.isList = false;
      this.next = this.afterValue;
    }
  }
}

function afterOperator({ kind }: JqlToken, word: string): JqlExpectation {
  if (word === 'is') return JqlExpectation.emptiness;
  if (word === 'changed') return JqlExpectation.predicate;
  const isOperator = kind === 'operator' || word === 'in' || word === 'was';
  return isOperator ? JqlExpectation.value : JqlExpectation.operator;
}

/** Kinds expected behind the predicates of a condition on the past. */
const predicates: Readonly<Record<string, JqlExpectation>> = {
  from: JqlExpectation.value,
  to: JqlExpectation.value,
  by: JqlExpectation.person,
  after: JqlExpectation.time,
  before: JqlExpectation.time,
  on: JqlExpectation.time,
  during: JqlExpectation.time,
};

function afterCondition(word: string, otherwise: JqlExpectation = JqlExpectation.connective): JqlExpectation {
  if (word === 'order') return JqlExpectation.sortField;
  return ['and', 'or', '&&', '||'].includes(word) ? JqlExpectation.field : otherwise;
}
