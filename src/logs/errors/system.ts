import type { ErrorFamily } from './errorFamily.ts';

/** Crashes, and what machines run out of: memory, disk, time. */
export const system: ErrorFamily = {
  causes: [
    'Killed$',
    String.raw`\S+: line \d+: +\d+ (?:Killed|Segmentation fault|Aborted|Bus error|Illegal instruction|Floating point exception)`,
    'Segmentation fault|Bus error|Illegal instruction|Aborted \\(core dumped\\)|Floating point exception|Trace/breakpoint trap',
    'Assertion failed[:!]',
    'terminate called (?:after|without)',
    String.raw`==\d+== ?ERROR: `,
    'WARNING: ThreadSanitizer: ',
    String.raw`\*\*\* (?:stack smashing|buffer overflow) detected|(?:free|malloc)\(\): |double free`,
    '# A fatal error has been detected by the Java Runtime|# There is insufficient memory for the Java Runtime',
    'FATAL ERROR: ',
    'panic: ',
    'fatal error: (?:all goroutines|runtime|concurrent|unexpected signal|out of memory|stack)',
    String.raw`thread '.*' (?:\(\d+\) )?panicked at`,
    'Out of memory|Cannot allocate memory|OOMKilled',
  ],
  causesInside: [
    String.raw`Assertion [\`'‘].* failed`,
    'No space left on device',
    ': Fatal error: ',
    'Disk quota exceeded',
    'There is not enough space on the disk',
    'JavaScript heap out of memory',
    String.raw`java\.lang\.OutOfMemoryError`,
    'Cannot allocate memory',
    String.raw`\(core dumped\)`,
    'Out of memory: Kill',
    'insufficient memory for the Java Runtime',
    'virtual memory exhausted',
    'Killed signal terminated program',
  ],
};
