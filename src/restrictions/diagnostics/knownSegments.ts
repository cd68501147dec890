import { operationsOf, type Product } from '../endpoints/endpointTable.ts';
import { editDistance } from './methodWords.ts';

const segments = new Map<Product, ReadonlySet<string>>();

/** Literal segments in the paths of a product's operations. */
function segmentsOf(product: Product): ReadonlySet<string> {
  const known = segments.get(product);
  if (known !== undefined) return known;
  const names = operationsOf(product).flatMap(({ path }) => path.split('/').filter(name => /^[A-Za-z]/.test(name)));
  const set = new Set(names);
  segments.set(product, set);
  return set;
}

/** Name that is in no path, at its index in the pattern, with the nearest known name. */
export interface StrangeSegment {
  readonly index: number;
  readonly name: string;
  readonly nearest: string | undefined;
}

/** Finds the first name in a pattern that no known path has. */
export function strangeSegment(source: string, product: Product): StrangeSegment | undefined {
  const known = segmentsOf(product);
  for (const match of source.matchAll(/(?<=\/)[a-zA-Z]{3,}(?=[/.?$(\\]|\[|$)/g)) {
    const [name] = match;
    if (known.has(name)) continue;
    const ranked = [...known]
      .map(other => ({ other, distance: editDistance(name.toLowerCase(), other.toLowerCase()) }))
      .sort((a, b) => a.distance - b.distance);
    const [best] = ranked;
    const near = best !== undefined && best.distance <= Math.max(1, Math.floor(name.length / 3));
    return { index: match.index, name, nearest: near ? best.other : undefined };
  }
  return undefined;
}
