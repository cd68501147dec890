import { brotliDecompressSync } from 'node:zlib';
import table from './characterNames.json' with { type: 'json' };

// Names of Unicode 13, which is Java 17's: made by test/unit/javaRegex/names/makeNames.ts. They are compressed, and
// unpacked at the first `\N{…}`, which is rare.

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

/** Characters without a name of their own: the block's name and their number, `CJK UNIFIED IDEOGRAPHS 4E00`. */
function ofBlock(name: string): number | undefined {
  const [, block = '', hex = ''] = /^(.*) ([1-9A-F][0-9A-F]*)$/.exec(name) ?? [];
  const codePoint = Number.parseInt(hex, 16);
  const isThere = blocks.get(block)?.some(([first = 0, last = 0]) => codePoint >= first && codePoint <= last);
  return isThere === true ? codePoint : undefined;
}

/** Character of `\N{name}`, ignoring letter case and outer blanks; undefined where Java knows none. */
export function codePointOfName(name: string): number | undefined {
  const wanted = name.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '').toUpperCase();
  names ??= unpacked();
  return names.get(wanted) ?? ofBlock(wanted);
}
