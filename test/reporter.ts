// Mocha's own reporter, which also counts.
import Mocha from 'mocha';
import { countInto } from './counts.ts';

export default class CountingReporter extends Mocha.reporters.Dot {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    countInto(process.env['MOCHA_RESULTS'], runner);
  }
}
