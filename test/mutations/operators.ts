// Operators: the small changes that a mutation makes to a node.
import { childOf, type Node } from './syntax.ts';

export interface Change {
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** Where the expression begins, when that is not the start: an operator runs also when its right side does not. */
  readonly from?: number;
}

type Operator = (node: Node, parents: readonly Node[], text: string) => readonly Change[];

/** All changes that one operator or another makes to the node. */
export function changesOf(node: Node, parents: readonly Node[], text: string): readonly Change[] {
  return (operators[node.type] ?? []).flatMap(operator => operator(node, parents, text));
}

const source = (node: Node, text: string) => text.slice(node.start, node.end);
const whole = (node: Node, replacement: string): Change => ({ start: node.start, end: node.end, replacement });

const comparisons: Readonly<Record<string, string>> = {
  ...{ '===': '!==', '!==': '===', '==': '!=', '!=': '==' },
  ...{ '<': '<=', '<=': '<', '>': '>=', '>=': '>' },
};
const arithmetic: Readonly<Record<string, string>> = {
  ...{ '+': '-', '-': '+', '*': '/', '/': '*', '%': '*' },
  ...{ '<<': '>>', '>>': '<<', '>>>': '<<', '&': '|', '|': '&' },
};
/** Methods that give their object back, changed. */
const changing = new Set(
  'trim trimEnd trimStart toLowerCase toUpperCase sort toSorted reverse filter slice subarray substring replace replaceAll'.split(
    ' ',
  ),
);
const opposites: Readonly<Record<string, string>> = {
  ...{ startsWith: 'endsWith', endsWith: 'startsWith', some: 'every', every: 'some' },
  ...{ min: 'max', max: 'min', indexOf: 'lastIndexOf', lastIndexOf: 'indexOf' },
};

const negateTest: Operator = (node, _, text) => {
  const test = childOf(node, 'test');
  return test ? [whole(test, `!(${source(test, text)})`)] : [];
};

const swapOperator: Operator = (node, _, text) => {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  const now = String(node['operator']);
  const other = comparisons[now] ?? arithmetic[now];
  if (!left || !right || !other) return [];
  if (now === '+' && (isText(left) || isText(right))) return [];
  return [between(left, right, now, other, text)];
};

const swapLogic: Operator = (node, _, text) => {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  if (!left || !right) return [];
  const now = String(node['operator']);
  // Not the left side alone: a fallback that only the types ask for would make an equivalent mutant.
  return [between(left, right, now, now === '&&' ? '||' : '&&', text)];
};

const removeStatement: Operator = (node, _, text) => {
  const isDirective = 'directive' in node && node['directive'];
  // Names of errors are for the log.
  return isDirective || source(node, text).startsWith('this.name =') ? [] : [whole(node, ';')];
};

const emptyValue: Operator = (node, _, text) => {
  const value = childOf(node, 'argument');
  return value ? emptied(value, text) : [];
};

const emptyArrow: Operator = (node, _, text) => {
  const body = childOf(node, 'body');
  return body && body.type !== 'BlockStatement' ? emptied(body, text) : [];
};

const changeLiteral: Operator = (node, parents) => {
  const { value } = node;
  if (typeof value === 'boolean') return [whole(node, String(!value))];
  if (typeof value === 'number') return [whole(node, Math.abs(value) < 10 ? String(value + 1) : '0')];
  if ('regex' in node) return changesOfPattern(node);
  if (typeof value !== 'string' || isName(node, parents) || isOnlyTold(parents) || isForTypes(node, parents)) return [];
  return [whole(node, value === '' ? "'mutated'" : "''")];
};

const emptyTemplate: Operator = (node, parents) =>
  parents[0]?.type === 'TaggedTemplateExpression' || isOnlyTold(parents) ? [] : [whole(node, "''")];

const emptyArray: Operator = node => {
  const { elements } = node;
  return Array.isArray(elements) && elements.length > 0 ? [whole(node, '[]')] : [];
};

const breakChain: Operator = (node, _, text) => {
  const from = childOf(node, 'object') ?? childOf(node, 'callee');
  if (!node['optional'] || !from) return [];
  const at = text.indexOf('?.', from.end);
  const next = text[at + 2];
  return [{ start: at, end: at + 2, replacement: next === '(' || next === '[' ? '' : '.', from: from.start }];
};

const changeMethod: Operator = (node, _, text) => {
  const callee = childOf(node, 'callee');
  const object = callee && childOf(callee, 'object');
  const property = callee && childOf(callee, 'property');
  if (callee?.type !== 'MemberExpression' || !object || !property || callee['computed']) return [];
  const name = String(property['name']);
  const opposite = opposites[name];
  if (opposite) return [whole(property, opposite)];
  return changing.has(name) ? [whole(node, source(object, text))] : [];
};

const removeNot: Operator = (node, parents, text) => {
  const argument = childOf(node, 'argument');
  // A test is negated as a whole.
  if (!argument || node['operator'] !== '!' || parents[0]?.['test'] === node) return [];
  return [whole(node, source(argument, text))];
};

const swapUpdate: Operator = (node, _, text) => {
  const now = String(node['operator']);
  return [whole(node, source(node, text).replace(now, now === '++' ? '--' : '++'))];
};

const swapAssignment: Operator = (node, _, text) => {
  const [left, right] = [childOf(node, 'left'), childOf(node, 'right')];
  const now = String(node['operator']);
  if (!left || !right || (now !== '+=' && now !== '-=')) return [];
  if (isText(right)) return [];
  return [between(left, right, now, now === '+=' ? '-=' : '+=', text)];
};

const operators: Readonly<Record<string, readonly Operator[]>> = {
  IfStatement: [negateTest],
  ConditionalExpression: [negateTest],
  WhileStatement: [negateTest],
  BinaryExpression: [swapOperator],
  LogicalExpression: [swapLogic],
  ExpressionStatement: [removeStatement],
  ThrowStatement: [removeStatement],
  ReturnStatement: [emptyValue],
  ArrowFunctionExpression: [emptyArrow],
  Literal: [changeLiteral],
  TemplateLiteral: [emptyTemplate],
  ArrayExpression: [emptyArray],
  MemberExpression: [breakChain],
  CallExpression: [breakChain, changeMethod],
  UnaryExpression: [removeNot],
  UpdateExpression: [swapUpdate],
  AssignmentExpression: [swapAssignment],
};

function between(left: Node, right: Node, now: string, other: string, text: string): Change {
  const start = text.indexOf(now, left.end);
  if (start < 0 || start > right.start) throw new Error(`no ${now} after offset ${left.end}`);
  return { start, end: start + now.length, replacement: other, from: left.start };
}

/** A value that is nothing, of the same kind where that shows. Literals and arrays have operators of their own. */
function emptied(value: Node, text: string): Change[] {
  if (['Literal', 'TemplateLiteral', 'ArrayExpression'].includes(value.type)) return [];
  if (value.type === 'Identifier' && source(value, text) === 'undefined') return [];
  return [whole(value, 'undefined')];
}

/** Drops the anchors of a pattern. */
function changesOfPattern(node: Node): Change[] {
  const { raw } = node;
  if (typeof raw !== 'string') return [];
  const changes: Change[] = [];
  if (raw.startsWith('/^') && raw[2] !== '/') changes.push(whole(node, `/${raw.slice(2)}`));
  const end = raw.lastIndexOf('/');
  if (raw[end - 1] === '$' && raw[end - 2] !== '\\' && end > 2) {
    changes.push(whole(node, raw.slice(0, end - 1) + raw.slice(end)));
  }
  return changes;
}

function isText(node: Node): boolean {
  return node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node['value'] === 'string');
}

/**
 * Whether a literal stands in for an element of a list that is always there: the types know no lengths, and ask for it
 * behind each index. No test could tell it from another.
 */
function isForTypes(node: Node, [parent, above]: readonly Node[]): boolean {
  if (parent?.['right'] !== node) return false;
  if (parent.type === 'AssignmentPattern') return above?.type === 'ArrayPattern';
  const left = childOf(parent, 'left');
  const index = left && childOf(left, 'property');
  return parent['operator'] === '??' && left?.['computed'] === true && typeof index?.['value'] === 'number';
}

/** Whether a literal only names a property, or a module. */
function isName(node: Node, parents: readonly Node[]): boolean {
  const [parent] = parents;
  if (!parent || /^(Export|Import)/.test(parent.type)) return true;
  return (parent.type === 'Property' || parent.type === 'PropertyDefinition') && parent['key'] === node;
}

/** Whether a text is only the message of an error: messages are for the log, and the words for people are elsewhere. */
function isOnlyTold(parents: readonly Node[]): boolean {
  const call = parents.find(({ type }) => type === 'CallExpression' || type === 'NewExpression');
  const callee = call && childOf(call, 'callee');
  if (!call || !callee) return namesError(parents);
  const first = Array.isArray(call['arguments']) ? call['arguments'][0] : undefined;
  const inFirst = parents.slice(0, parents.indexOf(call)).includes(first) || parents[0] === call;
  if (namesError(parents)) return true;
  return inFirst && (callee.type === 'Super' || /Error$/.test(String(callee['name'])));
}

function namesError([parent]: readonly Node[]): boolean {
  const left = parent?.type === 'AssignmentExpression' ? childOf(parent, 'left') : undefined;
  const object = left && childOf(left, 'object');
  return left !== undefined && object?.type === 'ThisExpression' && childOf(left, 'property')?.['name'] === 'name';
}
