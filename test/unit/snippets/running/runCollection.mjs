// Runs a collection with its variables from the environment.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const newman = createRequire(join(import.meta.dirname, '../../../oracles/snippets/package.json'))('newman');
const collection = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const variable of collection.variable) variable.value = process.env[variable.key] ?? '';
newman.run({ collection, reporters: 'cli' }, (error, summary) => {
  if (error || summary.run.failures.length > 0) process.exitCode = 1;
});
