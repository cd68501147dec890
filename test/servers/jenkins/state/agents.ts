import { javaSet } from './javaSet.ts';
import type { DemoAgent } from './model.ts';

export function isOffline({ disconnected, takenOffline }: DemoAgent): boolean {
  return disconnected === true || takenOffline !== undefined;
}

/** Labels of an agent, its own name among them, in the order in which they are listed. */
export function labelsOf({ name, labels }: DemoAgent): string[] {
  return javaSet([...labels, name]);
}

/** Agents that have all labels of an expression. */
export function agentsWith(agents: readonly DemoAgent[], expression: string): DemoAgent[] {
  const parts = labelsIn(expression);
  return agents.filter(agent => parts.every(part => labelsOf(agent).includes(part)));
}

/** A label, or several joined by `&&`: the demo knows no other expressions. */
export function labelsIn(expression: string): string[] {
  return expression.split('&&').map(part => part.trim());
}

/** Whether the built-in node has all labels of an expression; an empty one asks for none. */
export function isBuiltIn(expression: string): boolean {
  return expression === '' || labelsIn(expression).every(part => part === 'built-in');
}
