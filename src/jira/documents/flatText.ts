import { isObject } from '../../base/json.ts';

/** Text of all nodes below a value, in order, separated by blanks; uses no stack. */
export function flatText(value: unknown): string {
  const texts: string[] = [];
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const each = waiting.pop();
    if (Array.isArray(each)) for (let at = each.length - 1; at >= 0; at--) waiting.push(each[at]);
    if (!isObject(each)) continue;
    if (typeof each['text'] === 'string') texts.push(each['text']);
    waiting.push(each['content']);
  }
  return texts.join(' ');
}
