import type { JqlOperand } from './jqlSyntax.ts';
import { JqlError } from './jqlSyntax.ts';

const units: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 };

/** Milliseconds of "-7d" or "4w 2d"; undefined for anything else. */
function periodMillis(text: string): number | undefined {
  const match = /^([+-]?)((?:\d+[mhdw]\s*)+)$/.exec(text.trim());
  if (!match) {
    return undefined;
  }
  let sum = 0;
  for (const [, count, unit] of (match[2] ?? '').matchAll(/(\d+)([mhdw])/g)) {
    sum += Number(count) * (units[unit ?? ''] ?? 0);
  }
  return match[1] === '-' ? -sum : sum;
}

function absoluteDate(text: string): number | undefined {
  const match = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2}))?$/.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [year, month, day, hour, minute] = match.slice(1).map(part => Number(part ?? 0));
  return Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute);
}

type CalendarUnit = 'Day' | 'Week' | 'Month' | 'Year';

/** The start of the day, week (Sunday), month or year that lies `offset` units away; all in UTC. */
function startOf(unit: CalendarUnit, now: number, offset: number): number {
  const date = new Date(now);
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  switch (unit) {
    case 'Day':
      return Date.UTC(year, month, day + offset);
    case 'Week':
      return Date.UTC(year, month, day - date.getUTCDay() + 7 * offset);
    case 'Month':
      return Date.UTC(year, month + offset, 1);
    case 'Year':
      return Date.UTC(year + offset, 0, 1);
  }
}

const calendarUnits: Record<string, CalendarUnit> = { day: 'Day', week: 'Week', month: 'Month', year: 'Year' };

function functionDate(name: string, args: string[], now: number): number | undefined {
  if (name.toLowerCase() === 'now') {
    return now;
  }
  const match = /^(start|end)of(day|week|month|year)$/i.exec(name);
  const unit = calendarUnits[match?.[2]?.toLowerCase() ?? ''];
  if (!match || !unit) {
    return undefined;
  }
  const increment = args[0] ?? '0';
  const whole = /^[+-]?\d+$/.test(increment) ? Number(increment) : 0;
  const extra = whole === 0 ? (periodMillis(increment) ?? 0) : 0;
  const start = startOf(unit, now, match[1]?.toLowerCase() === 'end' ? whole + 1 : whole);
  return (match[1]?.toLowerCase() === 'end' ? start - 1 : start) + extra;
}

/** The instant that a date operand means, in milliseconds. Throws JqlError in Jira's words. */
export function operandDate(field: string, operand: JqlOperand, now: number): number {
  if (operand.kind === 'function') {
    const date = functionDate(operand.name, operand.args, now);
    if (date === undefined) {
      throw new JqlError(`Unable to find JQL function '${operand.name}(${operand.args.join(', ')})'.`);
    }
    return date;
  }
  const text = operand.kind === 'value' ? operand.text : '';
  const period = periodMillis(text);
  const date = period === undefined ? absoluteDate(text) : now + period;
  if (date === undefined) {
    throw new JqlError(
      `Date value '${text}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`,
    );
  }
  return date;
}
