/**
 * Logs on the disk and what is made of them: a spool with an index of its lines, rows with their colors, searches
 * through the whole, sections, links. Needs neither a server nor VS Code. Lines are counted from 0, offsets in bytes,
 * columns in characters of a line's clean text: without escape sequences, and with what was overwritten.
 */

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
