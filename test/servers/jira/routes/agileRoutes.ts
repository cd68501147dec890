import type { JiraRequest } from '../answerRequest.ts';
import { sprintFieldId, sprints } from '../customFields.ts';
import { type Answer, isRecord, refusal } from '../exchange.ts';
import type { JiraState } from '../jiraState.ts';
import type { DemoUser } from '../model.ts';
import { may } from '../permissions.ts';
import { noContent, ok } from './route.ts';

const pageCap = 50;
const maxMoved = 50;

/** Boards and sprints, which have an API of their own, the same on Cloud and Data Center. */
export function agile(state: JiraState, user: DemoUser, request: JiraRequest): Answer | undefined {
  const path = /^\/rest\/agile\/1\.0\/(.*)$/.exec(request.path)?.[1];
  if (path === undefined) return undefined;
  if (request.method === 'POST') return move(state, user, path, request.body);
  if (path === 'board') {
    const project = request.query.get('projectKeyOrId');
    const boards = state.boards.filter(board => project === null || [undefined, project].includes(board.project));
    return page(
      request,
      boards.map(({ project: _, ...board }) => ({ ...board, self: '' })),
      boards.length,
    );
  }
  const id = Number(/^board\/(\d+)\/sprint$/.exec(path)?.[1]);
  const board = state.boards.find(each => each.id === id);
  if (!board) return undefined;
  if (board.type !== 'scrum') throw refusal(400, ['The board does not support sprints']);
  const states = request.query.get('state')?.split(',');
  return page(
    request,
    sprints.filter(({ state: now }) => !states || states.includes(now)),
  );
}

/** Lists of sprints tell no total. */
function page({ query }: JiraRequest, all: readonly object[], total?: number): Answer {
  const startAt = Number(query.get('startAt') ?? 0);
  const maxResults = Math.min(Number(query.get('maxResults') ?? pageCap), pageCap);
  const values = all.slice(startAt, startAt + maxResults);
  const isLast = startAt + values.length >= all.length;
  return ok({ maxResults, startAt, ...(total === undefined ? {} : { total }), isLast, values });
}

function move(state: JiraState, user: DemoUser, path: string, body: string): Answer | undefined {
  const id = /^sprint\/(\d+)\/issue$/.exec(path)?.[1];
  if (id === undefined && path !== 'backlog/issue') return undefined;
  const sprint = sprints.find(each => String(each.id) === id);
  if (id !== undefined && !sprint) throw refusal(404, ['Sprint does not exist']);
  const given: unknown = JSON.parse(body);
  const keys = isRecord(given) && Array.isArray(given['issues']) ? given['issues'].map(String) : [];
  if (keys.length === 0 || keys.length > maxMoved) throw refusal(400, ['Number of issues is out of range']);
  if (!may(user, 'EDIT_ISSUES')) throw refusal(403, ['User does not have permission to edit the issues']);
  const issues = keys.map(key => {
    const issue = state.issue(key);
    if (!issue) throw refusal(400, [`Issue does not exist: ${key}`]);
    return issue;
  });
  for (const issue of issues) issue.custom = { ...issue.custom, [sprintFieldId]: sprint ? [sprint] : null };
  return noContent;
}
