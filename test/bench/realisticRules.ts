// Rules as people write them: as the published examples do, as generated ones are, with keys, choices and suffixes.

const projects = ['PAY', 'KANBAN', 'SCRUM', 'OPS', 'WEB', 'CORE', 'HR', 'DATA', 'APP2', 'MOBILE'];

type Shape = (project: string, number: number) => string;

const shapes: readonly Shape[] = [
  (project, n) => `[post].*/rest/api/2/issue/${project}-${n}/comment.*`,
  (project, n) => `.*/rest/api/2/issue/${project}-${n}[1-${2 + (n % 7)}]{1}/comment.*`,
  (project, n) => `[get].*/rest/api/2/issue/${project}-${n}.*`,
  (project, n) => `[get].*/rest/api/2/project/${project}${n}.*`,
  (project, n) => `[get][^?;]*/rest/api/2/issue/${project}-${n}(/.*)?`,
  (project, n) => String.raw`[put]https://jira\.example\.com/rest/api/2/issue/${project}-${n}/assignee`,
  (project, n) => String.raw`[get]https://jira\.example\.com/rest/api/2/project/${project}${n}/versions([?].*)?`,
  (project, n) => `[get].*/rest/api/2/search[QueryParam::jql==project=${project}${n}.*]`,
  (project, n) => `[post].*/rest/api/2/issue[JsonData::fields.project.key==${project}${n}]`,
  (project, n) => `[post][^?#;]*/rest/api/2/issue/${project}${n}-[0-9]+/(comment|worklog|transitions)([?].*)?`,
  (project, n) => `[delete].*/rest/api/2/issue/(${project}-${n}|${project}-${n + 1})/comment/[0-9]+`,
  (_, n) => String.raw`[get].*/rest/agile/1\.0/board/${n}/sprint.*`,
  (_, n) => `[get].*/rest/extender/1.0/customField/${n}/all.*`,
  (project, n) => `[put].*/rest/api/2/issue/${project}-${n}/(assignee|properties/[a-z]+).*`,
];

/** So many rules, no two alike. */
export function realisticRules(count: number): string[] {
  return Array.from({ length: count }, (_, i) => {
    const shape = shapes[i % shapes.length];
    return shape?.(projects[(i * 7) % projects.length] ?? 'PAY', 100 + i) ?? '';
  });
}
