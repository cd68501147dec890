import type { Cost } from '../../javaRegex/cost/attack.ts';

/** Describes an attack: the repeated part, and the parts around it. */
export function describeAttack({ attack: { prefix, pump, suffix } }: Cost): string {
  const parts = [
    ...(prefix === '' ? [] : [`"${prefix}"`]),
    `"${pump}" many times`,
    ...(suffix === '' ? [] : [suffix === '\u0001' ? 'a control character' : `"${suffix}"`]),
  ];
  return parts.join(', then ');
}
