import type { SuiteOutline } from './reportOutline.ts';

/** Part of a report that one request brings: some suites whole, or some cases of one. The ends are exclusive. */
export interface ReportWindow {
  readonly report: number | undefined;
  readonly suites: readonly SuiteOutline[];
  readonly from: number;
  /** Undefined for all. */
  readonly to: number | undefined;
}

/** Size of an answer in passed cases, about 200 bytes each: it is parsed at once, while the editor waits. */
const maxWeight = 3000;
/** Size of a failed case beside a passed one, by its stack trace. */
const failedWeight = 15;

/** Windows that bring all the wanted cases, by as few requests as their size allows. */
export function windowsOf(outline: readonly SuiteOutline[]): ReportWindow[] {
  const windows: ReportWindow[] = [];
  let open: SuiteOutline[] = [];
  let weight = 0;
  const close = () => {
    const suites = withoutEnds(open);
    if (suites[0]) windows.push({ report: suites[0].report, suites, from: 0, to: undefined });
    open = [];
    weight = 0;
  };
  for (const suite of outline) {
    const own = suite.size + failedWeight * suite.wanted.length;
    if (open[0]?.report !== suite.report || weight + own > maxWeight) close();
    if (own > maxWeight) {
      windows.push(...partsOf(suite));
    } else {
      open.push(suite);
      weight += own;
    }
  }
  close();
  return windows;
}

/** Without the suites at either end that have nothing to read. */
function withoutEnds(suites: readonly SuiteOutline[]): SuiteOutline[] {
  const isWanted = ({ wanted }: SuiteOutline) => wanted.length > 0;
  const first = suites.findIndex(isWanted);
  return first < 0 ? [] : suites.slice(first, suites.findLastIndex(isWanted) + 1);
}

function partsOf(suite: SuiteOutline): ReportWindow[] {
  const parts: ReportWindow[] = [];
  let from: number | undefined;
  let to = 0;
  let count = 0;
  const close = () => {
    if (from !== undefined) parts.push({ report: suite.report, suites: [suite], from, to });
    from = undefined;
    count = 0;
  };
  for (const index of suite.wanted) {
    if (from !== undefined && index + 1 - from + failedWeight * (count + 1) > maxWeight) close();
    from ??= index;
    to = index + 1;
    count++;
  }
  close();
  return parts;
}
