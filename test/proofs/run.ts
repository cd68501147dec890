// `npm run proof NAME`: shows claim by claim what an issue asked for, and ends in a line that counts them. Those of
// hostile servers are followed by all scenes, in one table with their requests, bytes, memory and words.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCounts } from '../counts.ts';
import { installRig } from '../host/rig/install.ts';
import { playAll } from '../hostile/playScenes.ts';
import { acts } from '../hostile/scenes/index.ts';
import { rowOf, tableHead } from '../hostile/table.ts';
import { doctor } from './doctor.ts';
import { doctorTable } from './doctorTable.ts';
import { doors } from './doors.ts';
import { drafts } from './drafts.ts';
import { errorTable } from './errorTable.ts';
import { home } from './home.ts';
import { hostile } from './hostile.ts';
import { house } from './house.ts';
import { issuePage } from './issuePage.ts';
import { jiraView } from './jiraView.ts';
import { jobs } from './jobs.ts';
import { linter } from './linter.ts';
import { logins } from './logins.ts';
import { net } from './net.ts';
import { pipeline } from './pipeline.ts';
import type { Claim } from './proof.ts';
import { red } from './red.ts';
import { servers } from './servers.ts';
import { snippets } from './snippets.ts';
import { texts } from './texts.ts';
import { together } from './together.ts';

const proofs: Readonly<Record<string, readonly Claim[]>> = {
  servers,
  net,
  house,
  doors,
  hostile,
  drafts,
  texts,
  logins,
  pipeline,
  red,
  jobs,
  home,
  'jira-view': jiraView,
  'issue-page': issuePage,
  linter,
  doctor,
  together,
  snippets,
};

const name = process.argv[2] ?? '';
const claims = proofs[name];
if (!claims) {
  console.error(`npm run proof NAME, where NAME is ${Object.keys(proofs).join(', ')}`);
  process.exit(1);
}
if (claims.some(({ runner }) => runner === 'host' || runner === 'ui')) {
  installRig();
  spawnSync('node', ['esbuild.mjs', '--tests'], { stdio: 'inherit' });
}
const folder = mkdtempSync(join(tmpdir(), 'jj-proof-'));
const rows: { isRight: boolean; text: string }[] = claims.map(row);
rmSync(folder, { recursive: true, force: true });
console.log(rows.map(({ text }) => text).join('\n'));
if (name === 'hostile') {
  console.log(`\n${tableHead()}`);
  await playAll(acts, played => {
    const text = rowOf(played);
    console.log(text);
    rows.push({ isRight: played.wrong.length === 0, text });
  });
}
const tables: Readonly<Record<string, () => Promise<typeof rows>>> = { red: errorTable, doctor: doctorTable };
for (const each of (await tables[name]?.()) ?? []) {
  console.log(each.text);
  rows.push(each);
}
const wrong = rows.filter(({ isRight }) => !isRight).length;
console.log(`${name}: ${rows.length - wrong} right, ${wrong} wrong`);
process.exitCode = wrong > 0 ? 1 : 0;

function row(claim: Claim, at: number): { isRight: boolean; text: string } {
  const results = join(folder, String(at));
  const [program = '', ...args] = commandOf(claim);
  const env = { ...process.env, MOCHA_RESULTS: results, MOCHA_GREP: claim.runner === 'host' ? claim.by[0] : undefined };
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', env });
  const { passed, failed, skipped } = readCounts(results);
  // A run in which nothing was tested shows nothing.
  const isRight = status === 0 && skipped === 0 && (claim.runner === 'command' || passed > 0);
  if (!isRight) console.log(`${stdout}${stderr}`);
  const tests =
    claim.runner === 'command' ? `npm run ${claim.by[0]}` : `${passed} of ${passed + failed + skipped} tests`;
  return { isRight, text: `${isRight ? 'right' : 'WRONG'}  ${claim.claim} (${tests})` };
}

function commandOf({ runner, by }: Claim): readonly string[] {
  const files = by.map(file => `test/${file}`);
  if (runner === 'host') return ['node', 'test/host/run.ts'];
  if (runner === 'command') return ['npm', 'run', '--silent', ...by];
  return ['mocha', ...(runner === 'ui' ? ['--config', 'test/ui/.mocharc.json'] : []), ...files];
}
