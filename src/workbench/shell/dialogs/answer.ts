/** Outcome of a question: answered, sent back to the question before, or canceled. */
export type Answer<T> =
  | { readonly kind: 'answered'; readonly value: T }
  | { readonly kind: 'back' }
  | { readonly kind: 'canceled' };

export function answered<T>(value: T): Answer<T> {
  return { kind: 'answered', value };
}

/** A question of a dialog; it keeps its own answer. */
export type Step = () => Promise<Answer<unknown>>;

/** Answer of a step without a question this time: going back passes over it. */
export const notAsked: Answer<undefined> = { kind: 'answered', value: undefined };

/**
 * Asks questions in order; Back returns to the question before.
 * @returns whether all were answered
 */
export async function askInOrder(steps: readonly Step[]): Promise<boolean> {
  const asked: number[] = [];
  for (let index = 0; index < steps.length; ) {
    const answer = (await steps[index]?.()) ?? notAsked;
    if (answer.kind === 'canceled') return false;
    if (answer.kind === 'back') {
      index = asked.pop() ?? 0;
      continue;
    }
    if (answer !== notAsked) asked.push(index);
    index++;
  }
  return true;
}
