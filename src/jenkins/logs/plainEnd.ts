import { asBoolean, asNumber, asObject, isObject, type JsonObject } from '../../base/json.ts';

/**
 * End of the text of a plain answer. Line ends come as CRLF, whether they are CRLF or LF in the controller's file, so
 * that the offset is known only within limits.
 */
export interface PlainEnd {
  /** Length of the file, as the controller claims. */
  readonly size: number;
  /** Offset in the file if all line ends are line feeds alone. */
  readonly reached: number;
  /** Most bytes that line ends of Windows can add to it; 0: the offset is certain. */
  readonly doubt: number;
  /** Where the known text ends at the earliest: before `reached` where the controller claims less than it sent. */
  readonly earliest: number;
  /** Whether so many would mean that the answer ends at the cap of lines. */
  readonly isAtCap: boolean;
  /** Known bytes at the end, to request again: their place shows the true offset. */
  readonly tail: number;
  /** Whether they cannot be found at two of the places where the known text may end. */
  readonly isUnique: boolean;
}

/** Bytes and line ends of a plain answer. */
export interface PlainCounts {
  readonly start: number;
  /** Length of the file, as the controller claims. */
  readonly size: number;
  /** Bytes of the file up to the end of what is shown, each line end as one. */
  readonly shown: number;
  /** Bytes after that. */
  readonly left: number;
  /** Bytes at the end of those that are shown, since the last note. */
  readonly plain: number;
  /** Line ends that may be CRLF in the file. */
  readonly lines: number;
  /** All line feeds, and all carriage returns that are seen. */
  readonly lineEnds: number;
}

/** An answer of a running build ends after so many line feeds and carriage returns, those that are not seen included. */
const lineCap = 10_000;
/** The rest of a torn character comes as a longer replacement character. */
const tornBytes = 2;
const maxTail = 256;
/** Range in which the end is looked for: a controller that claims much less than it sent claims nothing. */
const maxSpan = 64 * 1024;
const newline = 0x0a;

/** @param text in which the answer's text is the last */
export async function plainEnd(
  counts: PlainCounts,
  text: { readonly size: number; read(offset: number, length: number): Promise<Uint8Array> },
): Promise<PlainEnd> {
  const reached = counts.start + counts.shown;
  const earliest = Math.min(reached, Math.max(counts.start, counts.size));
  const doubt = mostHidden(counts, reached);
  const isAtCap = doubt > 0 && doubt === lineCap - counts.lineEnds;
  const end = { size: counts.size, reached, doubt, isAtCap, earliest };
  const span = doubt + reached - earliest;
  if (span > maxSpan) return { ...end, tail: 0, isUnique: false };
  // The bytes before them, which are requested in their place where the end was counted short, hold no note either.
  const most = Math.max(0, Math.min(span === 0 ? 1 : maxTail, counts.plain - span, earliest - counts.start));
  const length = Math.min(text.size, most + span);
  const near = Buffer.from(await text.read(text.size - length, length));
  let tail = near.subarray(Math.max(0, length - most));
  if (span === 0 && tail[0] !== newline) tail = tail.subarray(tail.length);
  while (isInsideCharacter(tail)) tail = tail.subarray(1);
  const isUnique = span === 0 || (tail.length > 0 && near.indexOf(tail) === near.length - tail.length);
  return { ...end, tail: tail.length, isUnique };
}

/** Most carriage returns of the file that the text can lack: as many as the claimed size and the cap leave room for. */
function mostHidden({ size, lines, lineEnds, left }: PlainCounts, reached: number): number {
  const unseen = size - reached;
  const bySize = unseen < 0 ? lines : Math.max(0, unseen - Math.max(0, left - tornBytes));
  const byCap = lineEnds > lineCap ? lines : lineCap - lineEnds;
  return Math.min(lines, bySize, byCap);
}

function isInsideCharacter(text: Uint8Array): boolean {
  const first = text[0];
  return first !== undefined && (first & 0xc0) === 0x80;
}

/** Restores a stored end. */
export function plainEndFrom(value: unknown): PlainEnd | undefined {
  if (!isObject(value)) return undefined;
  const json = asObject(value);
  const reached = asNumber(json['reached']) ?? 0;
  return {
    size: asNumber(json['size']) ?? reached,
    reached,
    doubt: asNumber(json['doubt']) ?? 0,
    isAtCap: asBoolean(json['isAtCap']) ?? false,
    earliest: asNumber(json['earliest']) ?? reached,
    tail: asNumber(json['tail']) ?? 0,
    isUnique: asBoolean(json['isUnique']) ?? false,
  };
}

export function plainEndToJson(end: PlainEnd | undefined): JsonObject | undefined {
  return end && { ...end };
}
