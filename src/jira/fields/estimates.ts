/** Duration in Jira's format, such as `1w 2d 3h 30m`: each unit once, the largest first, fractions allowed. */
const pattern = /^(?:(\d+(?:\.\d+)?)w)?\s*(?:(\d+(?:\.\d+)?)d)?\s*(?:(\d+(?:\.\d+)?)h)?\s*(?:(\d+(?:\.\d+)?)m)?$/i;

/**
 * Checks and normalizes a duration as Jira understands it; a number alone means minutes, and none is a duration, too. Each Jira
 * decides how long a day or a week is, so nothing is computed here.
 */
export function parseEstimate(text: string): string | undefined {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return `${trimmed}m`;
  const parts = pattern.exec(trimmed);
  const isSpan = parts?.slice(1).some(part => part !== undefined);
  return isSpan ? trimmed.toLowerCase().replace(/\s+/g, ' ') : undefined;
}

/** Writes a duration in hours and minutes, which are as long for each Jira. */
export function hoursText(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours > 0 && `${hours}h`, (rest > 0 || hours === 0) && `${rest}m`].filter(Boolean).join(' ');
}
