// The names of the printable characters of ASCII. Java knows all 34,000 names of Unicode, a megabyte of data that no
// rule about URLs needs; a name that is not here is reported as unknown, which is where this parser is not Java's.

const firstNames =
  'SPACE|EXCLAMATION MARK|QUOTATION MARK|NUMBER SIGN|DOLLAR SIGN|PERCENT SIGN|AMPERSAND|APOSTROPHE|LEFT PARENTHESIS|' +
  'RIGHT PARENTHESIS|ASTERISK|PLUS SIGN|COMMA|HYPHEN-MINUS|FULL STOP|SOLIDUS|DIGIT ZERO|DIGIT ONE|DIGIT TWO|' +
  'DIGIT THREE|DIGIT FOUR|DIGIT FIVE|DIGIT SIX|DIGIT SEVEN|DIGIT EIGHT|DIGIT NINE|COLON|SEMICOLON|LESS-THAN SIGN|' +
  'EQUALS SIGN|GREATER-THAN SIGN|QUESTION MARK|COMMERCIAL AT';
const middleNames = 'LEFT SQUARE BRACKET|REVERSE SOLIDUS|RIGHT SQUARE BRACKET|CIRCUMFLEX ACCENT|LOW LINE|GRAVE ACCENT';
const lastNames = 'LEFT CURLY BRACKET|VERTICAL LINE|RIGHT CURLY BRACKET|TILDE';

const names = new Map<string, number>();
for (const [list, first] of [
  [firstNames, 0x20],
  [middleNames, 0x5b],
  [lastNames, 0x7b],
] as const) {
  for (const [i, name] of list.split('|').entries()) names.set(name, first + i);
}
for (let letter = 0; letter < 26; letter++) {
  const capital = String.fromCodePoint(0x41 + letter);
  names.set(`LATIN CAPITAL LETTER ${capital}`, 0x41 + letter);
  names.set(`LATIN SMALL LETTER ${capital}`, 0x61 + letter);
}

/** The character that `\N{name}` names, letter case and outer blanks aside; undefined for a name not known here. */
export function codePointOfName(name: string): number | undefined {
  return names.get(name.trim().toUpperCase());
}
