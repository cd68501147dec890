/** Reasons why Java refuses a pattern: a sentence each, with its arguments in braces. */
export const syntaxReasons = {
  unclosedGroup: 'This group is not closed. Add a ).',
  unmatchedParenthesis: 'This ) has no matching (. Remove or escape it.',
  dangling: 'Nothing to repeat before {0}. Escape it to match the character.',
  unclosedClass: 'This character class is not closed. Add a ].',
  emptyIntersection: 'The && has nothing on one side. Complete the intersection or escape the &.',
  classRange: 'This character range is not valid. Put the lower character first.',
  repetition: 'A { must start a count such as {2} or {0,3}. Write \\{ to match the character.',
  unclosedRepetition: 'This count is not closed. Add a }.',
  repetitionRange: 'This count is not valid. Put the lower number first, and keep both small.',
  escape: 'Java has no escape \\{0}. Remove the backslash.',
  trailingBackslash: 'Nothing follows the last backslash. Remove it or write \\\\.',
  octal: '\\0 must be followed by an octal number.',
  hexadecimal: '\\x must be followed by two hexadecimal digits, or by a number in braces.',
  hexadecimalTooBig: 'This number is too large. The last character is 10FFFF.',
  unclosedHexadecimal: 'This \\x{{…} is not closed. Add a }.',
  unicode: '\\u must be followed by four hexadecimal digits.',
  control: '\\c must be followed by a character.',
  characterName: '\\N must be followed by a character name in braces.',
  unclosedCharacterName: 'This character name is not closed. Add a }.',
  unknownCharacterName: '“{0}” is not a character name.',
  unknownProperty: 'Java has no character property “{0}”.',
  unclosedProperty: 'This \\p{{…} is not closed. Add a }.',
  emptyProperty: 'The property name is missing. Write it in the braces.',
  groupNameStart: 'A group name must start with a letter from A to Z.',
  groupNameEnd: 'A group name can have only letters from A to Z and digits, and must end with >.',
  groupNameTwice: 'Another group is already named {0}. Choose another name.',
  groupNameUnknown: 'No group named {0} precedes this reference.',
  groupReference: '\\k must be followed by a group name in < and >.',
  lookbehindLength: 'A lookbehind must have a maximum length. Replace * and + with counts.',
  unknownGroup: 'Java has no group of this kind.',
  unknownFlag: 'This flag is not valid in Java, or : or ) is missing after the flags.',
  tooDeep: 'The pattern has too many parts or is nested too deeply. Split it into several rules.',
} as const;

export type SyntaxReason = keyof typeof syntaxReasons;

/** A pattern that Java refuses, with the reason and the place. */
export class PatternSyntaxError extends Error {
  override readonly name = 'PatternSyntaxError';
  readonly reason: SyntaxReason;
  readonly args: readonly string[];
  /** Place in the source, in UTF-16 units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** Index that Java reports: code points of the pattern without its quotations. */
  readonly javaIndex: number;

  constructor(
    reason: SyntaxReason,
    args: readonly string[],
    place: { readonly start: number; readonly end: number; readonly javaIndex: number },
  ) {
    super(fill(syntaxReasons[reason], args));
    this.reason = reason;
    this.args = args;
    this.start = place.start;
    this.end = place.end;
    this.javaIndex = place.javaIndex;
  }
}

/** Fills a template: `{0}` is the first argument, and `{{` stands for a plain brace. */
export function fill(template: string, args: readonly string[]): string {
  return template.replace(/\{\{|\{(\d+)\}/g, (found, index: string | undefined) =>
    index === undefined ? '{' : (args[Number(index)] ?? found),
  );
}
