import { brotliDecompressSync } from 'node:zlib';
import table from './characterNames.json' with { type: 'json' };

// The names of Unicode 13, which is Java 17's: made by test/unit/restrictions/names/makeNames.ts. They are compressed, and
// unpacked when the first `\N{…}` is met, which is hardly ever.

let names: ReadonlyMap<string, number> | undefined;

function unpacked(): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  let codePoint = -1;
  for (const line of brotliDecompressSync(Buffer.from(table.names, 'base64')).toString('latin1').split('\n')) {
    const [distance] = /^\d+(?= )/.exec(line) ?? [];
    codePoint += distance === undefined ? 1 : Number(distance);
    found.set(distance === undefined ? line : line.slice(distance.length + 1), codePoint);
  }
  return found;
}

const blocks: ReadonlyMap<string, readonly (readonly number[])[]> = new Map(Object.entries(table.blocks));

/** Of characters without a name of their own: the block's name and their number, `CJK UNIFIED IDEOGRAPHS 4E00`. */
function ofBlock(name: string): number | undefined {
  const [, block = '', hex = ''] = /^(.*) ([1-9A-F][0-9A-F]*)$/.exec(name) ?? [];
  const codePoint = Number.parseInt(hex, 16);
  const isThere = blocks.get(block)?.some(([first = 0, last = 0]) => codePoint >= first && codePoint <= last);
  return isThere === true ? codePoint : undefined;
}

/** The character that `\N{name}` names, letter case and outer blanks aside; undefined where Java knows none. */
export function codePointOfName(name: string): number | undefined {
  const wanted = name.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '').toUpperCase();
  names ??= unpacked();
  return names.get(wanted) ?? ofBlock(wanted);
}
