import { asNumber, asString } from '../../base/json.ts';
import { ForbiddenError, InvalidRequestError, NotFoundError } from '../../http/errors.ts';
import type { WriteControl, Written } from '../../http/writeOperation.ts';
import { stateTrace } from '../../http/writeTraces.ts';
import { sprintsIn } from '../fields/boardFields.ts';
import { readPages } from '../session/pages.ts';
import type { JiraSession, ReadOptions } from '../session/session.ts';
import { boardFieldsOf } from './boardFields.ts';
import { readFieldValues } from './issueActions.ts';

/** Sprint that an issue can be put into. */
export interface Sprint {
  readonly id: string;
  readonly name: string;
  readonly isActive: boolean;
}

/** Issues that Jira moves at once, at most. */
export const maxMoved = 50;

const atOnce = 4;

/**
 * Lists the open sprints of all boards of a project, each once. Boards without sprints have none.
 * https://developer.atlassian.com/cloud/jira/software/rest/api-group-board/
 * @throws NotFoundError where Jira has no boards
 */
export async function listSprints(session: JiraSession, project: string, options: ReadOptions = {}): Promise<Sprint[]> {
  const path = `/rest/agile/1.0/board?${new URLSearchParams({ projectKeyOrId: project })}`;
  const boards = await readPages(session, path, ['values'], { ...options, lists: ['values'] });
  const ids = boards.filter(({ type }) => type !== 'kanban').flatMap(({ id }) => asNumber(id) ?? []);
  const lists: Sprint[][] = [];
  const waiting = ids.entries();
  const work = async () => {
    for (const [at, id] of waiting) lists[at] = await sprintsOfBoard(session, id, options);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return [...new Map(lists.flat().map(sprint => [sprint.id, sprint])).values()];
}

/** None of a board that has no sprints, or whose sprints are hidden from the account. */
async function sprintsOfBoard(session: JiraSession, board: number, options: ReadOptions): Promise<Sprint[]> {
  const path = `/rest/agile/1.0/board/${board}/sprint?state=active%2Cfuture`;
  const sprints = await readPages(session, path, ['values'], options).catch(error => {
    const isWithout = [InvalidRequestError, ForbiddenError, NotFoundError].some(Kind => error instanceof Kind);
    if (isWithout) return [];
    throw error;
  });
  return sprints.flatMap(json => {
    const id = asNumber(json['id']);
    return id === undefined
      ? []
      : [{ id: String(id), name: asString(json['name']) ?? String(id), isActive: json['state'] === 'active' }];
  });
}

/**
 * Moves issues to a sprint, or to the backlog. https://developer.atlassian.com/cloud/jira/software/rest/api-group-sprint/
 * @param keys at most {@link maxMoved}
 * @param sprint id; undefined for the backlog
 * @throws RequestError
 */
export function moveToSprint(
  session: JiraSession,
  keys: readonly string[],
  sprint: string | undefined,
  control: WriteControl = {},
): Promise<Written> {
  const target = sprint === undefined ? 'backlog' : `sprint/${encodeURIComponent(sprint)}`;
  return session.write(
    {
      name: 'moveToSprint',
      send: async wire => {
        await wire.post(`/rest/agile/1.0/${target}/issue`, { issues: keys });
        return {};
      },
      trace: stateTrace(async signal => {
        const { sprint: field } = await boardFieldsOf(session);
        if (field === undefined) return false;
        const values = await Promise.all(keys.map(key => readFieldValues(session, key, [field], { signal })));
        return values.every(value => isIn(value[field], sprint));
      }),
    },
    control,
  );
}

/** Whether the open sprint of an issue is that one; undefined: whether it has none. */
function isIn(value: unknown, sprint: string | undefined): boolean {
  const open = sprintsIn(value).filter(({ state }) => state !== 'closed');
  return sprint === undefined ? open.length === 0 : open.some(({ id }) => id === sprint);
}
