import type { GivenParameter } from '../builds/buildFacts.ts';

/** Parameter whose value is another in two builds; undefined where a build has none of that name. */
interface ParameterDifference {
  readonly name: string;
  readonly first: GivenParameter | undefined;
  readonly second: GivenParameter | undefined;
}

export interface ParameterDifferences {
  readonly different: readonly ParameterDifference[];
  /** Number of parameters with the same value. */
  readonly same: number;
  /** Names of parameters whose values Jenkins does not tell, as of passwords: whether they differ is not known. */
  readonly hidden: readonly string[];
}

/** Compares the parameters of two builds, in the order of the second. */
export function compareParameters(
  first: readonly GivenParameter[],
  second: readonly GivenParameter[],
): ParameterDifferences {
  const before = new Map(first.map(parameter => [parameter.name, parameter]));
  const now = new Map(second.map(parameter => [parameter.name, parameter]));
  const different: ParameterDifference[] = [];
  const hidden: string[] = [];
  let same = 0;
  for (const name of new Set([...now.keys(), ...before.keys()])) {
    const [one, other] = [before.get(name), now.get(name)];
    const isHidden = one && other && one.value === undefined && other.value === undefined;
    if (isHidden) hidden.push(name);
    else if (one && other && one.value === other.value) same++;
    else different.push({ name, first: one, second: other });
  }
  return { different, same, hidden };
}
