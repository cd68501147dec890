import { type FilePlace, linksIn, nameOf } from './links.ts';

/** Lines of a trace that are looked through, at its beginning and its end, and how much of each. */
const firstLines = 60;
const lastLines = 20;
const maxColumns = 1000;

/** Libraries, also where the workspace has them. */
const foreign = /(?:^|[\\/])(?:node_modules|(?:site|dist)-packages|\.?venv|vendor|\.cargo|\.m2)[\\/]/;

/**
 * Finds places in the trace of a test's failure, one a file: first those in files that are named like its class, then
 * those in other files of the project.
 * @param className with its package, in any language's form
 */
export function placesInTrace(trace: string, className: string): FilePlace[] {
  const lines = trace.split('\n');
  const read =
    lines.length > firstLines + lastLines ? [...lines.slice(0, firstLines), ...lines.slice(-lastLines)] : lines;
  const places = read
    .flatMap(line => linksIn(line.slice(0, maxColumns)))
    .flatMap(({ place }) => (place?.line === undefined || foreign.test(place.path) ? [] : place));
  const files = [...new Map(places.toReversed().map(place => [place.path, place])).values()].reverse();
  const parts = partsOfClass(className);
  const isNamed = ({ path }: FilePlace) => parts.includes(stemOf(nameOf(path) ?? ''));
  return [...files.filter(isNamed), ...files.filter(place => !isNamed(place))];
}

/** The likeliest of {@link placesInTrace}. */
export function placeInTrace(trace: string, className: string): FilePlace | undefined {
  return placesInTrace(trace, className)[0];
}

/** Package, class and inner class, or module and class. */
export function partsOfClass(className: string): string[] {
  return className.split(/[.$+:#]+/).filter(Boolean);
}

/** Name of a file without its endings. */
export function stemOf(fileName: string): string {
  return /^\.?[^.]*/.exec(fileName)?.[0] ?? '';
}
