// The HTTP client on the Node of the oldest editor, the oldest that undici declares: proxies, TLS, redirects, decoding
// and canceling, over real sockets.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { it } from 'mocha';
import { nodeOf, rigOf } from '../host/rig/rigs.ts';

const root = resolve(import.meta.dirname, '../..');
const tests = ['test/unit/http/**/*.test.ts', 'test/unit/wire/**/*.test.ts'];

it('the client passes its tests on the Node of the oldest editor', () => {
  const { MOCHA_RESULTS: _, ...env } = process.env; // counted once, here
  const { status, stdout, stderr } = spawnSync(
    nodeOf(rigOf('oldest')),
    ['--no-warnings', join(root, 'node_modules/mocha/bin/mocha.js'), ...tests],
    { cwd: root, env, encoding: 'utf8' },
  );
  assert.equal(status, 0, `${stdout}\n${stderr}`);
  assert.match(stdout, /\d{3} passing/);
});
