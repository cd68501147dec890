import { randomFrom } from '../randomPatterns.ts';

const loops = ['.*', '.*', '.*', '.+', '[^/]*', '[a-z]*', '.*?', '(?:.*/)?', '(.*,)?', '(?:a.*)?', '\\w*', '(?:.*a|b)'];
const fences = ['/', ',', 'a', 'b', '', '-', 'ab', '(?:/|,)', 'x?', '[ab]'];

/** Patterns of loops and of what stands between them, as rules have them. */
export function loopShapes(seed: number, count: number): string[] {
  const random = randomFrom(seed);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  const shapes = new Set<string>();
  while (shapes.size < count) {
    let shape = '';
    for (let more = 2 + Math.floor(random() * 3); more > 0; more--) shape += pick(loops) + pick(fences);
    shapes.add(`${shape}${pick(['z', 'x', '9'])}`);
  }
  return [...shapes];
}

const rounds = ['a', 'b', '[ab]', 'a?', 'b?', '[a-c]?', 'ab', 'c?', '(?:a|b)', '(?:a|b)?', '.'];

/** Patterns that repeat a group. */
export function groupShapes(seed: number, count: number): string[] {
  const random = randomFrom(seed);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  const shapes = new Set<string>();
  while (shapes.size < count) {
    let body = '';
    for (let more = 1 + Math.floor(random() * 2); more > 0; more--) body += pick(rounds);
    if (random() < 0.4) body += `|${pick(rounds)}`;
    shapes.add(`(${body})${pick(['*', '+', '*?', '{2,}'])}z`);
  }
  return [...shapes];
}
