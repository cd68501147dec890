// Asks Java again for the verdicts of every row in verdicts.jsonl: node test/unit/restrictions/golden/makeVerdicts.ts
// A row is [pattern, [subject, …], verdict], the verdict as RegexOracle.java writes it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { askJava, type Row } from '../java/javaOracle.ts';

const file = join(import.meta.dirname, 'verdicts.jsonl');

const rows = readFileSync(file, 'utf8')
  .trimEnd()
  .split('\n')
  .map((line): Row => {
    const [pattern, subjects]: [string, string[]] = JSON.parse(line);
    return [pattern, ...subjects];
  });
const verdicts = askJava(rows);
const lines = rows.map(([pattern, ...subjects], i) => `${JSON.stringify([pattern, subjects, verdicts[i]])}\n`);
writeFileSync(file, lines.join(''));
