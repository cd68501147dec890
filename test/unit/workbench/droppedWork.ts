import {
  type Expression,
  isArrowFunction,
  isBinaryExpression,
  isBlock,
  isCallExpression,
  isExpressionStatement,
  isFunctionExpression,
  isMethodDeclaration,
  isNewExpression,
  isObjectLiteralExpression,
  isPropertyAccessExpression,
  isPropertyAssignment,
  isVoidExpression,
  type MethodDeclaration,
  type Node,
  type SourceFile,
  SyntaxKind,
} from 'typescript/unstable/ast';
import { API, type Checker, SignatureKind, type Type, TypeFlags } from 'typescript/unstable/sync';

export const Way = {
  /** A promise behind `void`. */
  void: 'void',
  /** A promise as a statement, or one with `then` and no handler of its failure. */
  floating: 'floating',
  /** A function whose promise its caller ignores: of an event, a timer, a page's messages, `dispose`. */
  ignored: 'ignored',
  /** A failure that `catch` makes nothing of. */
  swallowed: 'swallowed',
} as const;
export type Way = (typeof Way)[keyof typeof Way];

/** Work whose failure reaches nobody. */
export interface Dropped {
  readonly way: Way;
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/**
 * Finds dropped work in files of a TypeScript project, by the types of its expressions.
 * @param config path of its tsconfig.json
 */
export function droppedIn(config: string, isMeant: (file: string) => boolean): Dropped[] {
  const api = new API();
  try {
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    if (!project) throw new Error(`${config} is no project`);
    const { program, checker } = project;
    return program
      .getSourceFileNames()
      .filter(isMeant)
      .flatMap(file => {
        const source = program.getSourceFile(file);
        return source ? new Finder(source, checker).all() : [];
      });
  } finally {
    api.close();
  }
}

class Finder {
  private readonly source: SourceFile;
  private readonly checker: Checker;
  private readonly found: Dropped[] = [];

  constructor(source: SourceFile, checker: Checker) {
    this.source = source;
    this.checker = checker;
  }

  all(): Dropped[] {
    this.visit(this.source);
    return this.found;
  }

  private visit(node: Node): void {
    if (isVoidExpression(node) && this.isPromise(node.expression)) this.add(Way.void, node);
    if (isExpressionStatement(node) && this.floats(node.expression)) this.add(Way.floating, node);
    for (const handler of handlersIn(node)) if (this.isIgnored(handler)) this.add(Way.ignored, handler);
    if (isMethodDeclaration(node) && this.isIgnoredMethod(node)) this.add(Way.ignored, node);
    if (swallows(node)) this.add(Way.swallowed, node);
    node.forEachChild(child => {
      this.visit(child);
      return undefined;
    });
  }

  /** A promise that is assigned has a holder, and one with a handler of its failure is finished. */
  private floats(node: Expression): boolean {
    if (isBinaryExpression(node) && isAssignment(node.operatorToken.kind)) return false;
    return !handlesFailure(node) && (this.isPromise(node) || this.mayBePromise(node));
  }

  private isIgnored(node: Expression): boolean {
    return (
      this.returnsPromise(this.checker.getTypeAtLocation(node)) &&
      this.expectsNothing(this.checker.getContextualType(node))
    );
  }

  private isIgnoredMethod(node: MethodDeclaration): boolean {
    if (!isObjectLiteralExpression(node.parent)) return false;
    const expected = this.checker.getContextualType(node.parent);
    const property = expected && this.checker.getPropertyOfType(expected, node.name.getText(this.source));
    return (
      property !== undefined &&
      this.returnsPromise(this.checker.getTypeAtLocation(node)) &&
      this.expectsNothing(this.checker.getTypeOfSymbol(property))
    );
  }

  private returnsPromise(type: Type | undefined): boolean {
    return this.returned(type).some(each => this.isThenable(each));
  }

  /** Listeners of VS Code's events may return anything, and it is ignored. */
  private expectsNothing(type: Type | undefined): boolean {
    const returned = this.returned(type);
    return returned.length > 0 && returned.every(each => each && (each.flags & (TypeFlags.Void | TypeFlags.Any)) !== 0);
  }

  private returned(type: Type | undefined): (Type | undefined)[] {
    const callable = type && this.checker.getNonNullableType(type);
    const signatures = callable ? this.checker.getSignaturesOfType(callable, SignatureKind.Call) : [];
    return signatures.map(each => this.checker.getReturnTypeOfSignature(each));
  }

  /** Whether a call returns `unknown`, such as work that another has handed over. */
  private mayBePromise(node: Expression): boolean {
    if (!isCallExpression(node)) return false;
    const { flags = 0 } = this.checker.getTypeAtLocation(node) ?? {};
    return (flags & TypeFlags.Unknown) !== 0;
  }

  private isPromise(node: Expression): boolean {
    return this.isThenable(this.checker.getTypeAtLocation(node));
  }

  private isThenable(type: Type | undefined): boolean {
    if (!type || (type.flags & (TypeFlags.Any | TypeFlags.Unknown | TypeFlags.Never)) !== 0) return false;
    if (type.isUnionType()) return type.getTypes().some(each => this.isThenable(each));
    return (type.flags & TypeFlags.Object) !== 0 && this.checker.getPropertyOfType(type, 'then') !== undefined;
  }

  private add(way: Way, node: Node): void {
    const text = node.getText(this.source).split('\n', 1)[0] ?? '';
    const line = this.source.text.slice(0, node.getStart(this.source)).split('\n').length;
    this.found.push({ way, file: this.source.fileName, line, text });
  }
}

/** Expressions that may be functions for others to call. VS Code awaits those of commands. */
function handlersIn(node: Node): readonly Expression[] {
  if (isCallExpression(node)) return nameOf(node.expression) === 'registerCommand' ? [] : node.arguments;
  if (isNewExpression(node)) return node.arguments ?? [];
  return isPropertyAssignment(node) ? [node.initializer] : [];
}

function nameOf(node: Expression): string | undefined {
  return isPropertyAccessExpression(node) ? node.name.text : undefined;
}

function isAssignment(kind: SyntaxKind): boolean {
  return kind >= SyntaxKind.FirstAssignment && kind <= SyntaxKind.LastAssignment;
}

/** Handler of a promise's failure: the argument of `catch`, or the second of `then`. */
function failureHandlerOf(node: Node): Expression | undefined {
  if (!isCallExpression(node)) return undefined;
  const name = nameOf(node.expression);
  if (name === 'catch') return node.arguments[0];
  return name === 'then' ? node.arguments[1] : undefined;
}

function handlesFailure(node: Expression): boolean {
  return failureHandlerOf(node) !== undefined;
}

function swallows(node: Node): boolean {
  const handler = failureHandlerOf(node);
  if (!handler || !(isArrowFunction(handler) || isFunctionExpression(handler))) return false;
  const { body } = handler;
  return isBlock(body) ? body.statements.length === 0 : /^(?:undefined|null|''|\[\]|\(\{\}\))$/.test(body.getText());
}
