import type { ErrorFamily } from './errorFamily.ts';

/** A path up to its line, such as `a b/x.c:14:5: `; a drive's colon belongs to it. */
const colons = String.raw`(?:[A-Za-z]:)?[^:\s"(][^:\n"]*:\d+(?::\d+)?`;
/** `x.c(14,5)` */
const parentheses = String.raw`(?:[A-Za-z]:)?[^:\s"(][^:\n"(]*\(\d+(?:[,-] ?\d+){0,3}\)`;
/** `"x.c", line 14` and `"x.c",14` of compilers for embedded systems. */
const quoted = String.raw`"[^"\n]+", ?(?:line )?\d+(?:\.\d+)?`;
const level = String.raw`(?:(?:fatal|internal compiler|catastrophic|syntax|type) )?(?:error|Error|ERROR|Fatal error|Fatal Error)\b`;

/** Compilers and linkers, down to languages with a single compiler. */
export const compilers: ErrorFamily = {
  causesAtPlace: [
    // gcc, clang, javac, mypy, swiftc, ghc, zig, dart, nvcc, doctest
    `${colons}: ${level}`,
    // MSVC, MSBuild, tsc, ifort, Boost.Test, Free Pascal, D
    `${parentheses} ?:? ${level}`,
    `${colons} - ${level}`,
    // javac without the word
    String.raw`(?:[A-Za-z]:)?[^:\s][^:\n]*\.java:\d+: (?!warning|note|Note)`,
    // Go, but not its remarks on optimizations
    String.raw`(?:vet: )?(?:[A-Za-z]:)?[^:\s][^:\n]*\.go:\d+:\d+: (?!can inline|inlining call|moved to heap|does not escape|leaking param|\S+ escapes to heap|\S+ does not escape|warning)`,
    String.raw`[^:\s]+\.ad[bs]:\d+:\d+: (?!warning|info|note|\(style\))`,
    String.raw`[^:\s]+\.erl:\d+:(?:\d+:)? (?!Warning|warning)`,
    String.raw`[^:\s]+\.rb:\d+:(?:in .*| syntax error.*)(?:\(\w+(?:::\w+)*(?:Error|Exception)\)|syntax error)`,
  ],
  causes: [
    // IAR, armcc, Diab, TI, Green Hills, Sun, XL C
    String.raw`${quoted}:?\s+${level}`,
    String.raw`${quoted}:? (?:undefined |syntax error|cannot |\d{4}-\d{3} \([SU]\))`,
    String.raw`(?:[\w.+-]*/)*(?:[\w+.-]*gcc|g\+\+|cc1(?:plus)?|c\+\+|clang(?:\+\+)?|rustc|javac|swiftc?|xcodebuild|kotlinc|nvcc|armclang|emcc|as|dotnet|ninja)(?:-[\d.]+)?: (?:fatal )?error: (?!linker command failed)`,
    // Linkers
    String.raw`(?:[\w.+-]*/)*(?:[\w]+-)*(?:ld|gold|mold)(?:\.\w+)?: (?!warning|skipping|note|NOTE|\S+: warning|\S+: note)\S`,
    'Undefined symbols for architecture ',
    // Kotlin
    String.raw`e: \S`,
    // Scala
    String.raw`\[error\] \S`,
    String.raw`-- (?:\[E\d+\] )?[\w ]*Error: \S`,
    String.raw`go: (?!downloading|finding|extracting|added|upgraded|downgraded|creating|copying|found|removed|to add|warning|writing|trying|switching|no module dependencies|toolchain|using)\S`,
    String.raw`package \S+ is not in (?:std|GOROOT)`,
    // Rust, Swift and others: a line that begins with the word
    String.raw`error(?:\[E\d+\])?: (?!could not compile|aborting due to|test failed, to rerun|\d+ tests? failed|build failed|process didn't exit successfully|failed to run custom build command|\d+ targets? failed)\S`,
    'error: failed to run custom build command',
    // Ada, Erlang, Elixir, Elm, Ruby, Perl
    String.raw`\*\* \(\w+(?:\.\w+)*Error\)`,
    '== Compilation error in file ',
    '-- [A-Z ]+ (?:ERROR|MISMATCH|PROBLEM) -+ ',
    // TeX, hardware
    "! (?:LaTeX|Package|Class|Undefined|Emergency|Missing|Misplaced|TeX|Paragraph|Extra|Illegal|Too many|I can't)",
    String.raw`%Error(?:-\w+)?: `,
    String.raw`\*\* (?:at .*: )?(?:\([\w-]+\) )?Error(?: \(\w+\))?: `,
    String.raw`Error \(\d+\): `,
    // Xcode's printers
    String.raw`(?:❌|⛔️?) +\S`,
  ],
  consequences: [
    String.raw`(?:[\w.+-]*/)*collect2(?:\.exe)?: error: ld returned`,
    String.raw`(?:[\w.+-]*/)*clang(?:\+\+)?(?:-[\d.]+)?: error: linker command failed`,
    'cc1(?:plus)?: (?:all|some) warnings being treated as errors',
    String.raw`error: (?:could not compile|aborting due to|test failed, to rerun|\d+ tests? failed|build failed|\d+ targets? failed|process didn't exit successfully)`,
    String.raw`\*\* (?:BUILD|TEST|ARCHIVE|ANALYZE|CLEAN|EXPORT)(?: \w+)? FAILED \*\*`,
    'The following build commands failed:|Testing failed:',
    'ld: symbol\\(s\\) not found for architecture',
    String.raw`\[error\] (?:\(.*\) \S+|Total time|one error found|\w+ errors found)`,
    String.raw`FAIL\t\S+ \[(?:build|setup) failed\]`,
    String.raw`Build FAILED\.?$`,
  ],
  causesInside: [
    String.raw`[\s:)](?:fatal )?error [A-Z]{1,8}\d{2,6}\s?:`,
    'undefined reference to ',
    'multiple definition of ',
  ],
};
