// Issues: ten thousand by a query, and one with five hundred comments, on Cloud and on Data Center.

import { JiraFlavor } from '../../src/jira/index.ts';
import { demoUsers } from '../servers/jira/demoUsers.ts';
import type { Bench, BenchRun, Figure } from './bench.ts';
import type { Contestant } from './contestants/contestant.ts';
import { curlAll } from './contestants/curl.ts';
import { type Contestants, startContestants } from './contestants/install.ts';
import { type LinkSpeed, slowLink } from './net/link.ts';
import { type Place, type Race, race, startPlace } from './race.ts';

const issues = 10_000;
const pageSize = 100;
const comments = 500;
const key = 'PAY-431';
const jql = 'project = BULK ORDER BY key';
const { fred } = demoUsers;

/** Each contestant does one work, and gets at least so many of what it asks for. */
function doing(place: Place, flavor: JiraFlavor, expected: number) {
  const isCloud = flavor === JiraFlavor.cloud;
  const login = { user: fred.emailAddress, secret: isCloud ? fred.apiToken : fred.personalAccessToken };
  return (contestant: Contestant, name: string) => async () => {
    const { ms, got } = await contestant.do({ name, url: place.url, ...login, flavor, jql, pageSize, key });
    if (got < expected) throw new Error(`${name}: ${got} instead of ${expected}`);
    return ms;
  };
}

/** curl, which knows the pages of Data Center beforehand; those of Cloud are known one after the other. */
function limit(place: Place, flavor: JiraFlavor): Race {
  if (flavor === JiraFlavor.cloud) return {};
  const fields = 'summary,issuetype,status,priority,assignee,updated,parent';
  const pages = Array.from({ length: issues / pageSize }, (_, page) => {
    const query = new URLSearchParams({ jql, fields, startAt: `${page * pageSize}`, maxResults: `${pageSize}` });
    return `${place.url}/rest/api/2/search?${query}`;
  });
  return { curl: () => curlAll(pages, fred.personalAccessToken) };
}

async function search(place: Place, flavor: JiraFlavor, crew: Contestants, speed?: LinkSpeed): Promise<Figure[]> {
  const by = doing(place, flavor, issues);
  return race(`${issues.toLocaleString('en-US')} issues of ${flavor}`, place, speed, {
    ours: by(crew.ours, 'search'),
    ...(flavor === JiraFlavor.cloud ? { 'jira.js': by(crew.node, 'jira.js search') } : {}),
    'PyPI jira': by(crew.python, 'jira search'),
    ...limit(place, flavor),
  });
}

async function open(place: Place, flavor: JiraFlavor, crew: Contestants, speed?: LinkSpeed): Promise<Figure[]> {
  const by = doing(place, flavor, comments);
  return race(`open an issue with ${comments} comments of ${flavor}`, place, speed, {
    ours: by(crew.ours, 'openIssue'),
    ...(flavor === JiraFlavor.cloud ? { 'jira.js': by(crew.node, 'jira.js openIssue') } : {}),
    'PyPI jira': by(crew.python, 'jira openIssue'),
  });
}

async function servers(crew: Contestants, notify: (text: string) => void): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const flavor of [JiraFlavor.cloud, JiraFlavor.dataCenter]) {
    notify(`  ${flavor}`);
    const place = await startPlace(rootUrl => ({ kind: 'jira', flavor, rootUrl, issues, comments }));
    try {
      for (const speed of [undefined, slowLink]) {
        figures.push(...(await search(place, flavor, crew, speed)), ...(await open(place, flavor, crew, speed)));
      }
    } finally {
      await place.close();
    }
  }
  return figures;
}

export const bench: Bench = {
  name: 'jira',
  async run({ notify }: BenchRun) {
    const crew = startContestants();
    try {
      return await servers(crew, notify);
    } finally {
      crew.close();
    }
  },
};
