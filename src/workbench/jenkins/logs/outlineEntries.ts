import type { LogBlock } from '../../../jenkins/logs/lineNodes.ts';
import { type Section, SectionKind } from '../../../logs/sections.ts';
import type { OutlineEntry } from './page/protocol.ts';

/** Limit of an outline that a person can survey. */
const maxEntries = 5000;

/** Entries of the sections that the text of a log shows; without the commands of shells where there are too many. */
export function entriesOfSections(sections: readonly Section[]): OutlineEntry[] {
  const listed = sections.length <= maxEntries ? sections : sections.filter(({ kind }) => kind !== SectionKind.command);
  return listed.slice(0, maxEntries).map(({ line, depth, kind, title }) => ({ line, depth, kind, title }));
}

/** Entries of the stages and branches of a Pipeline, right where branches print at the same time. */
export function entriesOfBlocks(blocks: readonly LogBlock[]): OutlineEntry[] {
  return blocks.slice(0, maxEntries).map(({ line, depth, name, isBranch }) => {
    return { line, depth, kind: isBranch ? SectionKind.branch : SectionKind.stage, title: name };
  });
}
