/** Variables of a template. */
export const reportVariables = [
  'job',
  'number',
  'result',
  'duration',
  'url',
  'branch',
  'commit',
  'changes',
  'stage',
  'tests',
  'cause',
] as const;
export type ReportVariable = (typeof reportVariables)[number];

/** Values of the variables as Markdown; empty where the build has none. */
export type ReportValues = Readonly<Record<ReportVariable, string>>;

const known = new Set<string>(reportVariables);
const isVariable = (name: string): name is ReportVariable => known.has(name);

/**
 * Fills a template of Markdown with `{variables}`. A paragraph whose variables are all empty is left out; braces around
 * other words stay.
 */
export function fillTemplate(template: string, values: ReportValues): string {
  const paragraphs = template.replace(/\r\n?/g, '\n').split(/\n{2,}/);
  const filled = paragraphs.flatMap(paragraph => fill(paragraph, values) ?? []);
  return `${filled.join('\n\n').trim()}\n`;
}

/** @returns undefined for a paragraph that says nothing of this build */
function fill(paragraph: string, values: ReportValues): string | undefined {
  let hasVariable = false;
  let hasValue = false;
  const text = paragraph.replace(/\{(\w+)\}/g, (all, name: string) => {
    if (!isVariable(name)) return all;
    hasVariable = true;
    hasValue ||= values[name] !== '';
    return values[name];
  });
  return hasVariable && !hasValue ? undefined : text;
}
