import { type FilePlace, linksIn, nameOf } from './links.ts';

/** Lines of a trace to look through. */
const maxLines = 400;
const maxLine = 2000;
/** Folders of code that no project wrote itself. */
const foreign = /(?:^|[\\/])(?:node_modules|site-packages|dist-packages|vendor|\.cargo|\.m2)[\\/]/;

/**
 * Finds the place of a test in the trace of its failure: a line in the file of its class, else the first one in a file of
 * the project.
 * @param className with its package, in any language's form
 */
export function placeInTrace(trace: string, className: string): FilePlace | undefined {
  const names = new Set(className.split(/[.\\/:$#]+| › /).filter(Boolean));
  let first: FilePlace | undefined;
  for (const line of trace.split('\n', maxLines)) {
    for (const { place } of linksIn(line.slice(0, maxLine))) {
      if (place?.line === undefined || foreign.test(place.path)) continue;
      const [stem = ''] = (nameOf(place.path) ?? '').split('.');
      if (names.has(stem)) return place;
      first ??= place;
    }
  }
  return first;
}
