// Token restrictions that were copied from a page together with the line numbers of its code block, on a single line.
import assert from 'node:assert/strict';
import {
  type Assumptions,
  type Diagnostic,
  defaultAssumptions,
  lint,
  parseRestrictions,
} from '../../../src/restrictions/index.ts';
import { describeCases } from '../case.ts';

const assumptions: Assumptions = { ...defaultAssumptions, match: 'full', query: 'unknown', product: 'dc' };
const rules = ['.*/rest/api/2/issue.*', '.*/rest/extender/1.0/customField/all.*', '[get].*/rest/api/2/project.*'];
const pasted = `1 2 3 ${rules.join(' ')}`;

const diagnosticsOf = (text: string) => lint(parseRestrictions(text), assumptions);
const errorsOf = (text: string) => diagnosticsOf(text).filter(({ severity }) => severity === 'error');

/** The text after the quick fixes of all errors, as they would be pressed in order. */
function fixed(text: string): string {
  let now = text;
  for (let round = 0; round < 12; round++) {
    const fix = errorsOf(now).find((diagnostic: Diagnostic) => diagnostic.fix)?.fix;
    if (!fix) break;
    for (const { start, end, newText } of fix.edits.toSorted((a, b) => b.start - a.start)) {
      now = now.slice(0, start) + newText + now.slice(end);
    }
  }
  return now;
}

describeCases('seed-rules-pasted-numbers', one => {
  one('the numbers are called line numbers', () => {
    const codes: readonly string[] = diagnosticsOf(pasted).map(({ code }) => code);
    assert.ok(codes.includes('pasted-line-number'), codes.join());
  });
  one('the fixes lead to the rules of the page', () => assert.equal(fixed(pasted).trim(), rules.join('\n')));
  one('no error is left by the fixes', () =>
    assert.deepEqual(
      errorsOf(fixed(pasted)).map(({ code }) => code),
      [],
    ),
  );
});
