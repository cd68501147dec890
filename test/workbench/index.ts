// What VS Code's extension host runs: the bundle of all tests of this folder.
import { join } from 'node:path';
import Mocha from 'mocha';
import { countInto } from '../counts.ts';

export async function run(): Promise<void> {
  // Words of the titles that are wanted; all tests without them.
  const wanted = process.env['MOCHA_GREP'];
  const grep = wanted ? { grep: wanted } : {};
  const mocha = new Mocha({ ui: 'bdd', color: false, timeout: 20_000, reporter: 'spec', ...grep });
  mocha.addFile(join(__dirname, 'tests.js'));
  const failures = await new Promise<number>(done => {
    countInto(process.env['MOCHA_RESULTS'], mocha.run(done));
  });
  if (failures > 0) throw new Error(`${failures} test(s) failed`);
}
