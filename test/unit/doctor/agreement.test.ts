import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import { Grade, type StepReport } from '../../../src/doctor/index.ts';
import { extensionEditor } from '../../cases/editor/extension.ts';
import { type AddedAs, addAs, around, asTyped } from './addConnection.ts';
import { setups } from './setups/index.ts';
import { examine, findingsOf, type Setup, type Situation } from './setups/setup.ts';
import { World } from './setups/world.ts';
import { sideBySide } from './table.ts';

const compared = setups.filter(({ added }) => added !== 'differs');

/** Both set-ups are alike but for their ports. */
const withoutPorts = (text: string) => text.replace(/:\d{4,5}\b/g, ':port');

describe('Add Connection and the doctor', () => {
  const both = new Map<Setup, { readonly added: AddedAs; readonly reports: readonly StepReport[] }>();
  let world: World;
  let wordsOf: (finding: unknown) => string;
  before(async () => {
    const editor = await extensionEditor();
    ({ findingWords: wordsOf } = await import('../../../src/workbench/connections/doctor/verdictWords.ts' as string));
    world = await World.create();
    const play = async (setup: Setup, situation: Situation) => {
      const added = await around(situation, editor, () => addAs(situation));
      // Each has its own, as failed logins count.
      both.set(setup, { added, reports: await examine(asTyped(await setup.start(world))) });
    };
    const alone: (() => Promise<void>)[] = [];
    await sideBySide(compared, async setup => {
      const situation = asTyped(await setup.start(world));
      if (situation.around) alone.push(() => play(setup, situation));
      else await play(setup, situation);
    });
    for (const each of alone) await each();
  });
  after(() => world.close());

  for (const setup of compared) {
    it(`agree on ${setup.name}`, () => {
      const { added, reports } = both.get(setup) ?? assert.fail('not played');
      assert.equal(added.outcome, setup.added, added.words);
      const findings = findingsOf(reports);
      const said = findings.map(finding => withoutPorts(wordsOf(finding)));
      if (added.outcome === 'refuses') {
        const [sentence = ''] = withoutPorts(added.words).split(/(?<=[.?”]) | Nothing/);
        assert.ok(
          said.some(words => words.includes(sentence)),
          `${sentence}\nis not among\n${said.join('\n')}`,
        );
      }
      if (added.outcome === 'offers') {
        const urls = findings.flatMap(({ fix }) => (fix?.kind === 'updateAddress' ? [fix.url] : []));
        assert.deepEqual(urls.map(withoutPorts), [withoutPorts(added.instead ?? '')]);
      }
      if (added.outcome === 'accepts') {
        const before = reports.slice(0, reports.findIndex(({ step }) => step === 'login') + 1);
        const problems = findingsOf(before).filter(({ grade }) => grade === Grade.problem);
        assert.deepEqual(problems, []);
      }
    });
  }

  it('have a sentence for each verdict of the table, and none of them is empty', () => {
    for (const { reports } of both.values()) {
      for (const finding of findingsOf(reports)) {
        assert.ok(wordsOf(finding).length > 3, finding.verdict);
        assert.doesNotMatch(wordsOf(finding), /undefined|\{\d\}|Unexpected:/, finding.verdict);
      }
    }
  });
});
