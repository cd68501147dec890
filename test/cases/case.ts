// Cases: small inputs from public bug reports, each with the answer that a person wants. `knownWrong.ts` lists the
// cases that fail today: a listed case that passes fails the run, as does an unlisted case that fails.
import { AssertionError } from 'node:assert';
import assert from 'node:assert/strict';
import { after, describe, it } from 'mocha';
import { knownWrong } from './knownWrong.ts';

export type Check = () => void | Promise<void>;
/** Declares a case of the group. */
export type DeclareCase = (name: string, check: Check) => void;

const listed = new Set(Object.values(knownWrong).flat());
const declared = new Set<string>();
const counts = { right: 0, knownWrong: 0 };

/** Declares the cases of a group; each is listed as `group: name`. */
export function describeCases(group: string, declare: (one: DeclareCase) => void): void {
  describe(`case ${group}`, () => {
    declare((name, check) => {
      const id = `${group}: ${name}`;
      assert.ok(!declared.has(id), `two cases are called "${id}"`);
      declared.add(id);
      it(name, () => run(id, check));
    });
  });
}

/** Names on the list that belong to no declared case. */
export function listedWithoutCase(): string[] {
  return [...listed].filter(id => !declared.has(id));
}

async function run(id: string, check: Check): Promise<void> {
  const failure = await failureOf(check);
  if (!listed.has(id)) {
    if (failure !== undefined) throw failure;
    counts.right++;
    return;
  }
  if (failure === undefined) throw new Error(`"${id}" is right now: take it off the list in knownWrong.ts`);
  // Only a failed assertion says that the product is wrong; a TypeError can as well be a mistake in the check.
  if (!(failure instanceof AssertionError)) throw failure;
  counts.knownWrong++;
}

async function failureOf(check: Check): Promise<unknown> {
  try {
    await check();
    return undefined;
  } catch (error) {
    return error ?? new Error('the check threw nothing');
  }
}

after(() => console.log(`\n  cases: ${counts.right} right, ${counts.knownWrong} known to be wrong`));
