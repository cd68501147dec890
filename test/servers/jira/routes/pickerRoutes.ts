import type { Answer, Exchange } from '../exchange.ts';
import { requireUser } from '../exchange.ts';
import { searchIssues } from '../jql/searchIssues.ts';
import type { DemoIssue } from '../model.ts';
import type { Route } from './route.ts';
import { ok } from './route.ts';

const most = 20;

/** Suggestions for a text: of the issues that the account has viewed or reported, and of those of a query. */
function pickIssue(exchange: Exchange): Answer {
  const user = requireUser(exchange);
  const { state, query } = exchange;
  const typed = (query.get('query') ?? '').toLowerCase();
  const matches = ({ key, summary }: DemoIssue) =>
    typed !== '' && (key.toLowerCase().startsWith(typed) || summary.toLowerCase().includes(typed));
  const isOwn = ({ key, reporter }: DemoIssue) => state.viewed.includes(key) || reporter === user.name;
  const jql = query.get('currentJQL');
  const current = jql === null ? undefined : searchIssues(jql, { state, user, now: Date.now() });
  return ok({
    sections: [
      section(
        'hs',
        'History Search',
        state.issues.filter(issue => isOwn(issue) && matches(issue)),
        typed,
      ),
      ...(current ? [section('cs', 'Current Search', current.filter(matches), typed)] : []),
    ],
  });
}

function section(id: string, label: string, issues: readonly DemoIssue[], typed: string): Record<string, unknown> {
  const shown = issues.slice(0, most);
  return {
    ...{ label, id, issues: shown.map(issue => suggestion(issue, typed)) },
    ...(shown.length > 0
      ? { sub: `Showing ${shown.length} of ${issues.length} matching issues` }
      : { msg: 'No matching issues found' }),
  };
}

function suggestion({ id, key, summary }: DemoIssue, typed: string): Record<string, unknown> {
  const at = summary.toLowerCase().indexOf(typed);
  const bold = at < 0 ? summary : `${summary.slice(0, at)}<b>${summary.slice(at, at + typed.length)}</b>`;
  return {
    ...{ id: Number(id), key, keyHtml: key, img: '/images/icons/issuetypes/story.png' },
    ...{ summary: at < 0 ? summary : bold + summary.slice(at + typed.length), summaryText: summary },
  };
}

export const pickerRoutes: Route[] = [{ method: 'GET', template: 'issue/picker', handle: pickIssue }];
