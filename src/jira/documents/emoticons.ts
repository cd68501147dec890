import type { AdfNode } from './adf.ts';

/** Jira's emoticons: as written, by name, and as shown. */
const known: readonly (readonly [string, string, string])[] = [
  [':)', 'slight_smile', '🙂'],
  [':(', 'disappointed', '🙁'],
  [':-)', 'slight_smile', '🙂'],
  [':-(', 'disappointed', '🙁'],
  [':P', 'stuck_out_tongue', '😛'],
  [':p', 'stuck_out_tongue', '😛'],
  [':-P', 'stuck_out_tongue', '😛'],
  [':-p', 'stuck_out_tongue', '😛'],
  [':D', 'smiley', '😃'],
  [':-D', 'smiley', '😃'],
  [';)', 'wink', '😉'],
  [';-)', 'wink', '😉'],
  ['(y)', 'thumbsup', '👍'],
  ['(n)', 'thumbsdown', '👎'],
  ['(i)', 'info', 'ℹ️'],
  ['(/)', 'check_mark', '✅'],
  ['(x)', 'cross_mark', '❌'],
  ['(!)', 'warning', '⚠️'],
  ['(+)', 'plus', '➕'],
  ['(-)', 'minus', '➖'],
  ['(?)', 'question', '❓'],
  ['(on)', 'light_bulb_on', '💡'],
  ['(off)', 'light_bulb_off', '🌑'],
  ['(*)', 'yellow_star', '⭐'],
  ['(*y)', 'yellow_star', '⭐'],
  ['(*r)', 'red_star', '⭐'],
  ['(*g)', 'green_star', '⭐'],
  ['(*b)', 'blue_star', '⭐'],
  ['(flag)', 'flag_on', '🚩'],
  ['(flagoff)', 'flag_off', '🏳️'],
];

/** Emoticon in a text of wiki markup: no letter or digit of English follows it; a word may stand before it. */
export const emoticonPattern = `(?:${known.map(([written]) => literal(written)).join('|')})(?![A-Za-z0-9])`;

function literal(text: string): string {
  return text.replace(/[()*+?/]/g, char => `\\${char}`);
}

export function emojiOf(written: string): AdfNode | undefined {
  const found = known.find(emoticon => emoticon[0] === written);
  return found && { type: 'emoji', attrs: { shortName: `:${found[1]}:`, text: found[2] } };
}
