import { CurlError, CurlReason } from './curlError.ts';
import { type CurlOption, longOption, OptionKind, optionNames, shortOption } from './curlOptions.ts';

/** Option as it stands in a line. */
export interface GivenOption {
  readonly option: CurlOption;
  readonly isOff: boolean;
  readonly value: string;
  /** As it was written, without its value. */
  readonly written: string;
}

/**
 * Splits the arguments of curl into its options and addresses.
 * @throws CurlError for what curl does not know, or what is refused here
 */
export function readOptions(args: readonly string[]): { given: GivenOption[]; urls: string[] } {
  const given: GivenOption[] = [];
  const urls: string[] = [];
  const queue = [...args];
  let isOver = false;
  for (let word = queue.shift(); word !== undefined; word = queue.shift()) {
    if (isOver || !word.startsWith('-') || word === '-') urls.push(word);
    else if (word === '--') isOver = true;
    else if (word.startsWith('--')) given.push(readLong(word, queue));
    else given.push(...readShorts(word, queue));
  }
  for (const { option, written, isOff } of given) {
    if (option.kind === OptionKind.refused && !isOff) throw new CurlError(CurlReason.option, written);
  }
  const named = given.filter(({ option }) => option.name === 'url').map(({ value }) => value);
  return { given, urls: [...urls, ...named] };
}

function readLong(written: string, queue: string[]): GivenOption {
  const found = longOption(written.slice(2));
  if (!found) throw new CurlError(CurlReason.unknownOption, named(written));
  return { ...found, written, value: found.option.takesValue ? valueFrom(queue, written) : '' };
}

/** Name of a mistyped option without what follows: a value may stand in the same word. */
function named(written: string): string {
  const name = /^--[a-z\d-]*/.exec(written)?.[0] ?? '';
  // Something that stands right behind a known name, as in `--userbob`, is a value, too.
  const known = optionNames.filter(each => name.startsWith(`--${each}`)).sort((a, b) => b.length - a.length)[0];
  return known === undefined ? name : `--${known}`;
}

/** `-sSfXPOST`: flags, of which the last may take the rest of the word, or the next one. */
function readShorts(word: string, queue: string[]): GivenOption[] {
  const given: GivenOption[] = [];
  for (let i = 1; i < word.length; i++) {
    const sign = word[i] ?? '';
    const option = shortOption(sign);
    const written = `-${sign}`;
    if (!option) throw new CurlError(CurlReason.unknownOption, written);
    if (option.takesValue) {
      const rest = word.slice(i + 1);
      return [...given, { option, written, isOff: false, value: rest || valueFrom(queue, written) }];
    }
    given.push({ option, written, isOff: false, value: '' });
  }
  return given;
}

function valueFrom(queue: string[], written: string): string {
  const value = queue.shift();
  if (value === undefined) throw new CurlError(CurlReason.missingValue, written);
  return value;
}

export function valuesOf(given: readonly GivenOption[], name: string): string[] {
  return given.filter(({ option }) => option.name === name).map(({ value }) => value);
}
