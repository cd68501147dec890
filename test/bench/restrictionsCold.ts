// One sample of restrictions.bench.ts in a process of its own, so that nothing is warm: reads rules from the standard
// input, looks at them as the editor does, and prints what it took as JSON.
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';

const text = readFileSync(0, 'utf8');
const began = performance.now();
const { defaultAssumptions, LintSession, textReachAsync } = await import('../../src/restrictions/index.ts');
const loaded = performance.now();
const blocked = monitorEventLoopDelay({ resolution: 1 });
blocked.enable();
const before = process.memoryUsage().heapUsed;
const session = new LintSession();
const restrictions = session.parse(text);
const diagnostics = await session.lint(restrictions, defaultAssumptions);
const { operations = [] } = (await textReachAsync(restrictions, defaultAssumptions)) ?? {};
const took = performance.now() - loaded;
await new Promise(resolve => setTimeout(resolve, 5));
blocked.disable();
console.log(
  JSON.stringify({
    load: loaded - began,
    took,
    blocked: blocked.max / 1e6,
    memory: (process.memoryUsage().heapUsed - before) / 2 ** 20,
    diagnostics: diagnostics.length,
    operations: operations.length,
  }),
);
