/** Descriptions and comments in wiki markup; a Cloud demo turns them into ADF. */
export const descriptionSeeds: Record<string, string> = {
  'PAY-400': `One card form for all shops, with 3-D Secure and without the old redirect.

h2. Goals
* Less than *1 %* of checkouts given up at the card form
* No card number ever reaches our own servers`,
  'PAY-417': `The bank defers a payout at night and we never ask again.

# Keep the deferred payout in the queue
# Ask again after 6:00
# Tell the merchant after the third refusal`,
  'PAY-424': `Amounts in CHF are shown as {{ 12.50}} instead of {{CHF 12.50}}.`,
  'PAY-428': `h2. Steps
# Open the checkout and choose _Pay by card_
# Close the page of the bank
# Return to the shop

The spinner turns for ever. The log says:

{code:java}
java.util.concurrent.TimeoutException: no answer from the 3-D Secure page
    at com.example.pay.Checkout.await(Checkout.java:212)
    at com.example.pay.Checkout.run(Checkout.java:87)
{code}

Seen first after [the deployment of Tuesday|https://ci.example.com/job/payments/job/main/512/].`,
  'PAY-431': `A card whose month of expiry is over must be refused *before* we ask the gateway.

h2. Why
The gateway answers with code {{54}} after up to 20 seconds, and the customer sees "Something went wrong".

h2. Done when
* the form says "This card has expired" at once
* a card that expires _this_ month is still accepted
* the check runs in the browser and in {{CardValidator}}

{code:java}
if (YearMonth.now(clock).isAfter(card.expiry())) {
    return Refusal.EXPIRED;
}
{code}

See also [the rules of the card schemes|https://example.com/card-rules].`,
  'PAY-436': `Amex numbers have 15 digits in groups of 4-6-5. We show 4-4-4-3.`,
  'PAY-440': `Accounting asks for a file per month.

bq. "Please no semicolons" (Marta, accounting)

----
Columns: date, merchant, amount, currency.`,
  'PAY-441': `The build is red since this morning:

{noformat}
[ERROR] CardValidatorTest.acceptsCardOfThisMonth:48 expected: <ACCEPTED> but was: <EXPIRED>
[ERROR] Tests run: 214, Failures: 1, Errors: 0, Skipped: 3
{noformat}

The test uses the clock of the machine.`,
  'OPS-115': `{{payments/nightly}} is only started by {{payments/main}}, never by {{ledger/main}}.`,
  'OPS-118': `Both controllers, the public one last.

* staging: week 1
* internal: week 2
* public: week 3

Ask [~dana] before touching the public one.`,
  'OPS-121': `{{/var/lib/docker}} grows to 180 GB over the week. A weekly {{docker system prune}} would do.`,
  'OPS-127': `The certificate ends in three weeks. The new one must hold both names, {{ci.example.com}} and {{jenkins.example.com}}.`,
};

export interface CommentSeed {
  key: string;
  author: string;
  /** Hours ago. */
  created: number;
  updated?: number;
  updateAuthor?: string;
  role?: string;
  body: string;
}

export const commentSeeds: CommentSeed[] = [
  {
    key: 'PAY-431',
    author: 'dana',
    created: 400,
    body: 'Legal says that we may show the month of expiry, but not the number.',
  },
  {
    key: 'PAY-431',
    author: 'fred',
    created: 300,
    updated: 299,
    body: `The check in the browser is on branch {{feature/PAY-431-expired-cards}}.

Open points:
* time zones: a card ends at the end of the month *in the time zone of the bank*
* the message in French`,
  },
  {
    key: 'PAY-431',
    author: 'dana',
    created: 220,
    role: 'Administrators',
    body: 'For administrators only: the merchant in question is the one of the March incident.',
  },
  { key: 'PAY-431', author: 'reader', created: 100, body: 'The preview still accepts 02/24. Is it the old build?' },
  {
    key: 'PAY-431',
    author: 'fred',
    created: 98,
    body: `Yes. [~dana], could you start [the preview job|https://ci.example.com/job/payments-preview/] again? It failed with

{noformat}
No space left on device
{noformat}`,
  },
  { key: 'PAY-431', author: 'dana', created: 1, body: 'Build payments/main *#517* is green. Ready for review.' },
  { key: 'PAY-428', author: 'dana', created: 50, body: 'Reproduced with Firefox and Chrome, not with Safari.' },
  {
    key: 'PAY-428',
    author: 'fred',
    created: 2,
    body: 'Fixed: the page is now given up after 5 minutes. Please review.',
  },
  { key: 'PAY-436', author: 'reader', created: 26, body: 'A customer sent a screenshot, see the mail of today.' },
  {
    key: 'PAY-441',
    author: 'dana',
    created: 3,
    body: '{code:java}\nvar clock = Clock.fixed(Instant.parse("2024-02-10T00:00:00Z"), UTC);\n{code}\nThis would make it stable.',
  },
  {
    key: 'PAY-406',
    author: 'fred',
    created: 1500,
    body: 'Caused by the retry in the load balancer. Idempotency keys solve it.',
  },
  { key: 'OPS-118', author: 'fred', created: 60, body: 'Plugins that block: 2 of 87. Both have a successor.' },
  { key: 'OPS-118', author: 'dana', created: 4, body: 'Window agreed: Thursday 18:00 to 20:00.' },
  { key: 'OPS-125', author: 'fred', created: 33, body: 'Saves _about_ 40 seconds a build.' },
];
