/** Reasons why Java refuses a pattern: a sentence each, with its arguments in braces. */
export const syntaxReasons = {
  unclosedGroup: 'This group is never closed: a ) is missing.',
  unmatchedParenthesis: 'This ) closes nothing: no group is open here.',
  dangling: 'There is nothing before {0} that it could repeat.',
  unclosedClass: 'This character class is never closed: a ] is missing.',
  emptyIntersection: 'This intersection has nothing on either side of &&.',
  classRange: 'This range of characters ends before it begins, or not in a character.',
  repetition: 'A { must begin a count such as {2} or {0,3}; write \\{ for the character itself.',
  unclosedRepetition: 'This count is never closed: a } is missing.',
  repetitionRange: 'This count ends before it begins, or is too big.',
  escape: 'Java knows no escape \\{0}.',
  trailingBackslash: 'There is nothing after the last backslash.',
  octal: 'After \\0 an octal number must follow.',
  hexadecimal: 'After \\x two hexadecimal digits must follow, or a number in braces.',
  hexadecimalTooBig: 'This number is beyond the last character, 10FFFF.',
  unclosedHexadecimal: 'This \\x{{…} is never closed: a } is missing.',
  unicode: 'After \\u four hexadecimal digits must follow.',
  control: 'After \\c a character must follow.',
  characterName: 'After \\N the name of a character must follow in braces.',
  unclosedCharacterName: 'This character name is never closed: a } is missing.',
  unknownCharacterName: 'No character is named {0}.',
  unknownProperty: 'Java knows no property of characters named {0}.',
  unclosedProperty: 'This \\p{{…} is never closed: a } is missing.',
  emptyProperty: 'The name of the property is missing.',
  groupNameStart: 'The name of a group must begin with a letter from A to Z.',
  groupNameEnd: 'The name of a group has letters from A to Z and digits only, and ends with >.',
  groupNameTwice: 'There is already a group named {0}.',
  groupNameUnknown: 'There is no group named {0} before this place.',
  groupReference: 'After \\k the name of a group must follow in < and >.',
  lookbehindLength: 'A lookbehind must have an obvious greatest length.',
  unknownGroup: 'Java knows no group of this kind.',
  unknownFlag: 'Java knows no such flag, or the flags do not end with : or ).',
  tooDeep: 'The pattern has too many parts, or is nested too deeply.',
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
