import { fill } from '../../javaRegex/regex/patternSyntaxError.ts';
import { catalogue } from './catalogue.ts';
import type { Diagnostic } from './diagnostic.ts';

const onceCodes: ReadonlySet<string> = new Set(
  catalogue.filter(({ onceTemplate }) => onceTemplate !== undefined).map(({ code }) => code),
);

/**
 * Merges a diagnostic of nearly every rule of a text into the first of them, with the others as further places; its fix
 * covers all.
 */
export function mergeRepeated(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const groups = new Map<string, Diagnostic[]>();
  const rest: Diagnostic[] = [];
  for (const each of diagnostics) {
    if (!onceCodes.has(each.code)) {
      rest.push(each);
      continue;
    }
    const same = groups.get(each.code);
    if (same === undefined) groups.set(each.code, [each]);
    else same.push(each);
  }
  return [...rest, ...[...groups.values()].flatMap(folded)];
}

function folded(same: readonly Diagnostic[]): Diagnostic[] {
  const [first, ...others] = same;
  const kind = catalogue.find(({ code }) => code === first?.code);
  if (first === undefined || kind?.onceTemplate === undefined || others.length === 0) return [...same];
  const args = [...first.args, String(others.length)];
  const edits = same.flatMap(({ fix }) => fix?.edits ?? []);
  return [
    {
      ...first,
      args,
      template: kind.onceTemplate,
      message: fill(kind.onceTemplate, args),
      also: others.map(({ start, end }) => ({ start, end })),
      ...(first.fix === undefined ? {} : { fix: { ...first.fix, edits } }),
    },
  ];
}
