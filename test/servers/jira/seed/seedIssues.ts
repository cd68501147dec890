export interface IssueSeed {
  key: string;
  type: string;
  status: string;
  priority: string;
  assignee: string | null;
  reporter: string;
  summary: string;
  parent: string | undefined;
  labels: string[];
  /** Days ago. */
  created: number;
  /** Hours ago. */
  updated: number;
  /** Days from now. */
  due: number | undefined;
}

// key | type | status | priority | assignee | reporter | created | updated | due | parent | labels | summary
const table = `
PAY-400 | Epic     | In Progress | High    | dana | dana   | 120 | 30   | -  | -       | -                   | Card payments 2.0
PAY-401 | Epic     | To Do       | Medium  | -    | dana   | 118 | 300  | -  | -       | -                   | Payouts that arrive on time
PAY-404 | Story    | Done        | High    | fred | dana   | 96  | 900  | -  | PAY-400 | -                   | Accept 3-D Secure challenges
PAY-406 | Bug      | Done        | Highest | dana | fred   | 90  | 1400 | -  | -       | -                   | Duplicate charge after a gateway timeout
PAY-409 | Task     | Done        | Medium  | fred | fred   | 84  | 1100 | -  | -       | security            | Rotate the gateway signing keys
PAY-412 | Story    | Done        | Medium  | dana | dana   | 71  | 800  | -  | PAY-400 | -                   | Show the card brand on receipts
PAY-415 | Bug      | Done        | Low     | fred | dana   | 66  | 760  | -  | -       | -                   | Receipt shows the wrong time zone
PAY-417 | Story    | In Progress | High    | dana | dana   | 60  | 5    | -  | PAY-401 | payouts             | Retry payouts that the bank deferred
PAY-419 | Bug      | To Do       | Medium  | -    | dana   | 55  | 240  | -  | -       | mail                | Refund e-mail is sent twice
PAY-421 | Task     | To Do       | Low     | dana | fred   | 50  | 410  | -  | -       | docs                | Document the webhook signatures
PAY-424 | Bug      | In Review   | High    | dana | fred   | 44  | 9    | -  | -       | i18n                | Currency symbol missing for CHF amounts
PAY-425 | Story    | To Do       | Medium  | fred | dana   | 40  | 190  | -  | PAY-401 | payouts             | Let merchants cap the number of retries
PAY-426 | Task     | Done        | Medium  | dana | dana   | 38  | 350  | -  | -       | cleanup             | Delete the old checkout form
PAY-428 | Bug      | In Review   | Highest | fred | dana   | 30  | 2    | 1  | PAY-400 | checkout,regression | Checkout hangs when the bank page is closed
PAY-429 | Story    | To Do       | Low     | -    | dana   | 29  | 300  | -  | PAY-400 | -                   | Offer Apple Pay on the donation page
PAY-430 | Bug      | Done        | High    | fred | dana   | 27  | 120  | -  | -       | -                   | Rounding error in split payments
PAY-431 | Story    | In Progress | High    | fred | dana   | 24  | 1    | 3  | PAY-400 | checkout,validation | Refuse expired cards
PAY-432 | Sub-task | Done        | Medium  | fred | fred   | 20  | 70   | -  | PAY-431 | -                   | Check the expiry date in the browser
PAY-433 | Sub-task | To Do       | Medium  | fred | fred   | 20  | 46   | -  | PAY-431 | -                   | Map gateway code 54 to a clear message
PAY-434 | Sub-task | In Progress | Medium  | dana | fred   | 20  | 22   | -  | PAY-431 | qa                  | Test with the sandbox of every bank
PAY-436 | Bug      | To Do       | High    | fred | reader | 17  | 26   | -  | -       | checkout            | Amex numbers are grouped like Visa numbers
PAY-437 | Task     | In Progress | Medium  | fred | dana   | 14  | 12   | -  | -       | design              | Move the card form to the new design tokens
PAY-438 | Bug      | To Do       | Lowest  | -    | reader | 12  | 200  | -  | -       | i18n                | Typo in the German refund dialog
PAY-440 | Story    | To Do       | Medium  | fred | dana   | 9   | 60   | 14 | -       | export              | Export settlements as CSV <UTF-8 & "quoted">
PAY-441 | Bug      | To Do       | Highest | fred | dana   | 2   | 3    | 0  | -       | ci,regression       | Build of release/5.2 fails in CardValidatorTest
PAY-442 | Task     | To Do       | Medium  | -    | fred   | 1   | 8    | -  | -       | -                   | Ask the bank for a second sandbox account
OPS-100 | Epic     | In Progress | High    | dana | dana   | 150 | 40   | -  | -       | -                   | Builds on Linux agents only
OPS-104 | Task     | Done        | Medium  | dana | dana   | 99  | 1200 | -  | OPS-100 | -                   | Retire the Windows agent "old-faithful"
OPS-107 | Bug      | Done        | High    | fred | dana   | 80  | 1000 | -  | -       | -                   | Agents lose their workspace on restart
OPS-110 | Task     | Done        | Low     | dana | fred   | 70  | 700  | -  | -       | -                   | Archive build logs older than a year
OPS-112 | Story    | In Progress | Medium  | dana | dana   | 58  | 18   | -  | OPS-100 | -                   | Publish test reports to the release page
OPS-115 | Bug      | To Do       | High    | -    | fred   | 41  | 90   | -  | -       | ci                  | Nightly build ignores the second upstream
OPS-118 | Task     | In Progress | High    | fred | dana   | 33  | 4    | 7  | OPS-100 | ci,jenkins          | Upgrade the Jenkins controllers to the current LTS
OPS-119 | Sub-task | Done        | Medium  | fred | fred   | 30  | 150  | -  | OPS-118 | -                   | List the plugins that block the upgrade
OPS-120 | Sub-task | To Do       | Medium  | dana | fred   | 30  | 140  | -  | OPS-118 | -                   | Rehearse the upgrade on the staging controller
OPS-121 | Bug      | To Do       | Medium  | fred | dana   | 26  | 75   | -  | -       | agents              | Disk of agent linux-07 fills up every Sunday
OPS-123 | Story    | Done        | Medium  | fred | dana   | 21  | 260  | -  | -       | ci                  | Tell the team channel when main turns red
OPS-125 | Task     | In Review   | Low     | fred | fred   | 15  | 33   | -  | OPS-100 | ci                  | Cache the npm packages on every agent
OPS-126 | Bug      | To Do       | Medium  | -    | reader | 11  | 130  | -  | -       | -                   | Status page says "all green" while the queue is stuck
OPS-127 | Task     | To Do       | High    | fred | dana   | 6   | 20   | 21 | -       | security            | Replace the TLS certificate of ci.example.com
OPS-128 | Story    | To Do       | Low     | dana | dana   | 3   | 50   | -  | OPS-100 | -                   | Show the branch health on the wallboard
`;

function optional(cell: string): string | undefined {
  return cell === '-' ? undefined : cell;
}

function parseRow(row: string): IssueSeed {
  const cells = row.split('|').map(cell => cell.trim());
  const [key = '', type = '', status = '', priority = '', assignee = '', reporter = ''] = cells;
  const [created, updated, due = '', parent = '', labels = '', summary = ''] = cells.slice(6);
  return {
    key,
    type,
    status,
    priority,
    assignee: optional(assignee) ?? null,
    reporter,
    created: Number(created),
    updated: Number(updated),
    due: optional(due) === undefined ? undefined : Number(due),
    parent: optional(parent),
    labels: optional(labels)?.split(',') ?? [],
    summary,
  };
}

export const issueSeeds: IssueSeed[] = table.trim().split('\n').map(parseRow);

export const linkSeeds: [type: string, from: string, to: string][] = [
  ['Blocks', 'PAY-441', 'PAY-431'],
  ['Relates', 'PAY-431', 'PAY-436'],
  ['Duplicate', 'PAY-419', 'PAY-406'],
  ['Blocks', 'OPS-127', 'OPS-118'],
  ['Relates', 'OPS-115', 'PAY-441'],
];

export const filterSeeds: { name: string; description: string; jql: string; owner: string; favoriteOf: string[] }[] = [
  {
    name: 'My open issues',
    description: 'What I should look at today',
    jql: 'assignee = currentUser() AND resolution = Unresolved ORDER BY priority DESC, updated DESC',
    owner: 'fred',
    favoriteOf: ['fred', 'dana'],
  },
  {
    name: 'Payments: open bugs',
    description: '',
    jql: 'project = PAY AND type = Bug AND statusCategory != Done ORDER BY priority DESC',
    owner: 'dana',
    favoriteOf: ['fred', 'dana'],
  },
  {
    name: 'Changed this week',
    description: 'Across all projects',
    jql: 'updated >= -7d ORDER BY updated DESC',
    owner: 'dana',
    favoriteOf: ['fred'],
  },
  {
    name: 'Nobody feels responsible',
    description: '',
    jql: 'assignee is EMPTY AND statusCategory != Done ORDER BY created',
    owner: 'dana',
    favoriteOf: ['dana'],
  },
];
