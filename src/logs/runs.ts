import { printable, type StyledText } from './escapes.ts';
import type { Run } from './row.ts';
import {
  type Color,
  Flag,
  isSameStyle,
  noStyle,
  paletteColor,
  type Style,
  trueColor,
  trueColorText,
  usualColor,
} from './style.ts';

/** Runs of the characters between two columns, with classes of the page's style sheet. */
export function runsOf(pieces: readonly StyledText[], from: number, to: number): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const { text, style } of pieces) {
    const start = Math.max(0, from - at);
    const end = Math.min(text.length, to - at);
    if (start < end) runs.push(runOf(printable(text.slice(start, end)), style));
    at += text.length;
  }
  return runs;
}

function runOf(text: string, style: Style): Run {
  if (isSameStyle(style, noStyle)) return [text, ''];
  const isInverse = (style.flags & Flag.inverse) !== 0;
  const fg = isInverse ? style.bg : style.fg;
  const bg = isInverse ? style.fg : style.bg;
  const classes = [
    ...flagClasses.filter(([flag]) => (style.flags & flag) !== 0).map(([, name]) => name),
    ...(isInverse && fg === usualColor ? ['fi'] : []),
    ...(isInverse && bg === usualColor ? ['bi'] : []),
    ...(fg >= 0 && fg < 16 ? [`f${fg}`] : []),
    ...(bg >= 0 && bg < 16 ? [`b${bg}`] : []),
  ].join(' ');
  const foreground = ownColor(fg);
  const background = ownColor(bg);
  if (background !== undefined) return [text, classes, foreground ?? '', background];
  return foreground === undefined ? [text, classes] : [text, classes, foreground];
}

const flagClasses = [
  [Flag.bold, 'bo'],
  [Flag.faint, 'fa'],
  [Flag.italic, 'it'],
  [Flag.underline, 'un'],
  [Flag.hidden, 'hi'],
  [Flag.strike, 'st'],
] as const;

/** Color outside of the theme. */
function ownColor(color: Color): string | undefined {
  if (color >= trueColor) return trueColorText(color);
  return color >= 16 ? paletteColor(color) : undefined;
}
