// Asks Java 17 for the names of all characters and writes src/javaRegex/regex/characterNames.json anew:
// node test/unit/restrictions/names/makeNames.ts
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { javaNames } from './javaNames.ts';

const file = join(import.meta.dirname, '../../../../src/javaRegex/regex/characterNames.json');

// A line each, ascending; before the name the distance from the character before, where it is not 1.
const lines: string[] = [];
const blocks: Record<string, [first: number, last: number][]> = {};
let before = -1;
for (const { codePoint, name, block } of javaNames()) {
  if (name === '') {
    blocks[block] ??= [];
    const runs = blocks[block];
    const last = runs.at(-1);
    if (last !== undefined && last[1] === codePoint - 1) last[1] = codePoint;
    else runs.push([codePoint, codePoint]);
    continue;
  }
  lines.push(codePoint === before + 1 ? name : `${codePoint - before} ${name}`);
  before = codePoint;
}
const text = Buffer.from(lines.join('\n'), 'latin1');
const params = { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: text.length };
const names = brotliCompressSync(text, { params }).toString('base64');
const ranges = Object.entries(blocks).map(([block, runs]) => {
  const shown = runs.map(([first, last]) => `[${first}, ${last}]`).join(', ');
  return `    ${JSON.stringify(block)}: [${shown}]`;
});
writeFileSync(file, `{\n  "names": "${names}",\n  "blocks": {\n${ranges.join(',\n')}\n  }\n}\n`);
