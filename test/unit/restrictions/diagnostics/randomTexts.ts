import { randomFrom } from '../../javaRegex/randomPatterns.ts';
import { languageCases } from './languageCases.ts';
import { reachCases } from './reachCases.ts';
import { syntaxCases } from './syntaxCases.ts';

const lines = Object.values({ ...syntaxCases, ...reachCases, ...languageCases })
  .flatMap(({ bad, good }) => [...bad, ...good])
  .flatMap(text => text.split('\n'));

const separators = ['\n', '\n', '\n', ' ', '  ', '<br>', '\\n', '\n\n'];
const numbers = ['', '', '', '', ' ', '1 ', '2. ', '1 2 3 '];
const methods = ['', '', '', '[get]', '[get] ', 'GET ', '[POST]', '[pots]'];
const ends = ['', '', '', ' ', '$'];

/** Makes texts of rules and of mistakes: several on a line, with blanks, pasted numbers and misspelt methods. */
export function randomTexts(seed: number): () => string {
  const random = randomFrom(seed);
  const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? '';
  const rule = () => pick(numbers) + pick(methods) + pick(lines) + pick(ends);
  return () => {
    let text = rule();
    for (let more = Math.floor(random() * 4); more > 0; more--) text += pick(separators) + rule();
    return text;
  };
}
