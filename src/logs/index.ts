/**
 * Logs on the disk: a spool with an index of its lines, rows with their colors, searches through the whole, sections,
 * links. Lines are counted from 0, offsets in bytes, columns in characters of a line's clean text: without escape
 * sequences, and including overwritten text.
 *
 * Must know neither a server nor VS Code: callers append bytes, and get rows and places as plain values.
 *
 * Read first: `spool.ts` (the file and its index), `logStore.ts` (files of many logs under a limit), `rows.ts` (lines
 * for the screen).
 */

export { type Cause, type CauseLine, readCause } from './errors/readCause.ts';
export { printable, withoutEscapes } from './escapes.ts';
export { HeadingScan } from './headingScan.ts';
export type { LogFacts, LogKey } from './keptLog.ts';
export { candidatePaths, commonEnd, type FilePlace, linksIn, type PathMapping, workspaceIn } from './links.ts';
export { type Hit, LogScan, patternOf } from './logScan.ts';
export { type KeptLog, type LiveLog, LogStore, NoRoomError } from './logStore.ts';
export type { Row, RowLink, Run } from './row.ts';
export { RowMap } from './rowMap.ts';
export { decode, lineText, type RawLine, readLines, readRows, readText, rowOf } from './rows.ts';
export type { Pattern } from './scanBlock.ts';
export { PatternError, Scanner, SlowPatternError } from './scanner.ts';
export {
  readSections,
  type Section,
  SectionKind,
} from './sections.ts';
export { Spool } from './spool.ts';
export { stampOf } from './timestamps.ts';
export { placeInTrace } from './tracePlace.ts';
