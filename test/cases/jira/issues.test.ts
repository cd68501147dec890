// Reported for ljay79/jira-tools #103, dapplo/Dapplo.Jira #10, ICTU/quality-time #12884, whyisdifficult/jiratui #361,
// rudiedirkx/jira #52, yotamleo/Himmel #554, mongodb/kingfisher #460, shridhar-tl/jira-assistant #418.
import assert from 'node:assert/strict';
import {
  JiraFlavor,
  type OtherField,
  readIssueDetails,
  type SearchCursor,
  searchIssues,
} from '../../../src/jira/index.ts';
import { describeCases } from '../case.ts';
import { withOddJira } from '../support/jira.ts';
import { json } from '../support/server.ts';

/** The fields that an issue's page shows beside those with a place of their own. */
async function otherFields(flavor: JiraFlavor, answer: object): Promise<readonly OtherField[]> {
  let others: readonly OtherField[] = [];
  await withOddJira(
    { flavor },
    () => json(answer),
    async ({ session }) => {
      others = (await readIssueDetails(session, 'PAY-1'))?.others ?? [];
    },
  );
  return others;
}

describeCases('durations-in-seconds', one => {
  const seconds = { timespent: 27_000, timeestimate: 3600, timeoriginalestimate: 28_800, aggregatetimespent: 27_000 };
  const words = { originalEstimate: '1d', remainingEstimate: '1h', timeSpent: '7h 30m' };
  const tracked = { originalEstimateSeconds: 28_800, remainingEstimateSeconds: 3600, timeSpentSeconds: 27_000 };
  const number = (system: string) => ({ type: 'number', system });
  const issue = {
    ...{ id: '1', key: 'PAY-1' },
    names: {
      ...{ timespent: 'Time Spent', timeestimate: 'Remaining Estimate', timeoriginalestimate: 'Original Estimate' },
      ...{ aggregatetimespent: 'Σ Time Spent', timetracking: 'Time tracking' },
    },
    schema: {
      ...Object.fromEntries(Object.keys(seconds).map(field => [field, number(field)])),
      timetracking: { type: 'timetracking', system: 'timetracking' },
    },
    fields: { summary: 's', ...seconds, timetracking: { ...words, ...tracked } },
  };
  const shownOn = async (flavor: JiraFlavor) =>
    (await otherFields(flavor, issue)).map(({ name, value }) => `${name}: ${value}`).join('; ');

  for (const flavor of Object.values(JiraFlavor)) {
    one(`${flavor}: no times as bare seconds`, async () =>
      assert.doesNotMatch(await shownOn(flavor), /27000|28800|3600/),
    );
    one(`${flavor}: times in the words of Jira`, async () => assert.match(await shownOn(flavor), /7h 30m/));
  }
});

describeCases('sprint-as-string', one => {
  const sprint = (id: number, state: string, name: string, goal = '') =>
    `com.atlassian.greenhopper.service.sprint.Sprint@${id}f2a[id=${id},rapidViewId=16,state=${state},name=${name},startDate=2026-06-22T13:39:01.220+02:00,endDate=2026-07-05T13:39:00.000+02:00,completeDate=<null>,sequence=${id}${goal}]`;
  const issue = {
    ...{ id: '1', key: 'PAY-1', names: { customfield_10007: 'Sprint' } },
    schema: {
      customfield_10007: {
        type: 'array',
        items: 'string',
        custom: 'com.pyxis.greenhopper.jira:gh-sprint',
        customId: 10_007,
      },
    },
    fields: {
      summary: 's',
      customfield_10007: [
        sprint(11, 'CLOSED', 'Web 11, late'),
        sprint(12, 'ACTIVE', 'Web 12 | core', ',goal=ship it, then rest'),
      ],
    },
  };
  one('the names of sprints that are Java strings are shown', async () => {
    const [field] = (await otherFields(JiraFlavor.dataCenter, issue)).filter(({ id }) => id === 'customfield_10007');
    assert.equal(field?.value, 'Web 11, late, Web 12 | core');
  });
});

describeCases('search-token-cycles', one => {
  const issue = (number: number) => ({ id: `${number}`, key: `A-${number}`, fields: {} });

  /** Keys of up to twelve pages. */
  async function keysOf(page: (number: number) => object): Promise<string> {
    const keys: string[] = [];
    let number = 0;
    await withOddJira(
      { flavor: JiraFlavor.cloud },
      () => json(page(number++)),
      async ({ session }) => {
        let cursor: SearchCursor | undefined;
        do {
          const { issues, next } = await searchIssues(session, 'project = A', 50, cursor);
          keys.push(...issues.map(({ key }) => key));
          cursor = next;
        } while (cursor !== undefined && number < 12);
      },
    );
    return keys.join();
  }

  one('a token that comes again ends the search', async () => {
    assert.equal(await keysOf(() => ({ issues: [issue(1)], nextPageToken: 'A', isLast: false })), 'A-1,A-1');
  });
  one('isLast is not believed beside a token', async () => {
    const page = (number: number) => ({
      issues: [issue(number)],
      ...(number < 2 && { nextPageToken: `t${number}`, isLast: true }),
    });
    assert.equal(await keysOf(page), 'A-0,A-1,A-2');
  });
});
