import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import {
  BaseUrl,
  ConflictError,
  ForbiddenError,
  HttpClient,
  InvalidRequestError,
  Method,
  NotFoundError,
  type RequestError,
  ServerError,
  ServerUnavailableError,
  UnauthenticatedError,
  UndiciTransport,
} from '../../../../src/http/index.ts';
import { failureOf } from '../../../../src/jenkins/session/answers.ts';
import { loadRecordings, type Recording } from '../../../servers/conformance/recordings.ts';
import { startServer, type TestServer } from '../../../servers/wire/httpServer.ts';

type Expectation = readonly [string, string, (error: RequestError) => boolean];

const lacks = (permission: string | undefined) => (error: RequestError) =>
  error instanceof ForbiddenError && error.permission === permission;

/** What each recorded refusal means, by the numbers of the recordings. */
const table: readonly Expectation[] = [
  [
    'credentials that were refused',
    '5-8 10 88-89 355 363 442 811 1173',
    error => error instanceof UnauthenticatedError && error.problem === 'refused',
  ],
  [
    'credentials that did not count',
    '1-2 9 12 31 39 94-95 97 102 136-137 139 162 199 260 308 383 427 430 447 537 567 661 696 707 894 972 1016 1206',
    error => error instanceof UnauthenticatedError && error.problem === 'ignored',
  ],
  [
    'a missing crumb',
    '68 70 79-80 82 84 87 90 99 138 277 335 357 368 370 376 717 810 812 906-907 936 990 1007 1148 1158 1174 1186 1188-1189 1191 1201-1204',
    error => lacks(undefined)(error) && /crumb/.test(error.reason ?? ''),
  ],
  ['no permission to create', '69 1207', lacks('hudson.model.Item.Create')],
  ['no permission to build', '91 142 147 716 1068 1127', lacks('hudson.model.Item.Build')],
  ['no permission to cancel', '202 608', lacks('hudson.model.Item.Cancel')],
  ['no permission for the workspace', '263', lacks('hudson.model.Item.Workspace')],
  ['no permission to configure', '266 276 287', lacks('hudson.model.Item.Configure')],
  ['no permission to delete', '299 555', lacks('hudson.model.Item.Delete')],
  ['no permission to administer', '375', lacks('hudson.model.Hudson.Administer')],
  ['no permission to connect', '1093', lacks('hudson.model.Computer.Connect')],
  [
    'a token that is not the account’s',
    '1115',
    error => lacks(undefined)(error) && /^An access token is required/.test(error.reason ?? ''),
  ],
  ['no permission to disconnect', '390', lacks('hudson.model.Computer.Disconnect')],
  ['a refusal that names no permission', '19 141 145-146 358 905 1156', lacks(undefined)],
  [
    'nothing there, or hidden',
    '21 35 92-93 96 98 100 152 168-169 201 218 255 295 302-303 306 311 319-321 323 325 381 412 422-423 429 433-436 444 465-466 494 496 504 507 515 548-549 585 657-659 664 669-672 686-689 697 708 754-755 803 806 818-819 860 878 892 904 909 914 917 919 934-935 943 945-946 974 993 1022 1026 1107-1108 1132-1133 1162 1184 1205 1212',
    error => error instanceof NotFoundError,
  ],
  [
    'a state that forbids it',
    '111-112 280 542',
    error => error instanceof ConflictError && /not buildable/.test(error.reason ?? ''),
  ],
  [
    'input that was refused, with Jenkins’ reason',
    '44 48-56 58-60 62-63 65 67 114 130-131 258 296 309 322 324 403 407 471 506 526 579 807-808 815 840 844 873 884 903 922-924 930-932 1169 1210',
    error => error instanceof InvalidRequestError && error.messages.length === 1,
  ],
  [
    'input that was refused without a word',
    '72 101 103-104 128-129 164-165 203 265 278-279 286 300 330 356 374 389 432 505 535 565 691 718 813 908 1177 1192 1209',
    error => error instanceof InvalidRequestError && error.messages.every(message => !/^Jenkins/.test(message)),
  ],
  [
    'a server that failed',
    '22-24 26 45-47 61 73 106 116 122 135 153 167 189 268 273-275 328 413 415 439 747 809 814 826-827 829 833 841 859 874-875 902 986 1005 1155 1183 1198 1208 1211',
    error => error instanceof ServerError,
  ],
  ['a server that is starting', '438 440-441', error => error instanceof ServerUnavailableError],
];

const recordings = loadRecordings();

describe('the recorded refusals', () => {
  let server: TestServer;
  let http: HttpClient;
  let current: Recording | undefined;

  before(async function () {
    if (!recordings) {
      console.log('skipped: the recordings are not at ../shared');
      return this.skip();
    }
    server = await startServer((_, res) => {
      const { status = 500, headers = {}, body = '' } = current?.response ?? {};
      for (const [name, value] of Object.entries(headers)) if (!framing.test(name)) res.setHeader(name, value);
      res.writeHead(status).end(body);
    });
    const transport = new UndiciTransport();
    http = new HttpClient({
      base: BaseUrl.parse(server.origin),
      transport,
      userAgent: 'test',
      timing: { maxRetries: 0 },
    });
  });
  after(() => Promise.all([http?.close(), server?.close()]));

  for (const [what, numbers, isRight] of table) {
    it(`are understood: ${what}`, async () => {
      for (const number of numbersIn(numbers)) {
        const recording = recordings?.get(number);
        assert.ok(recording, String(number));
        current = recording;
        const method = Object.values(Method).find(each => each === recording.request.method) ?? Method.get;
        const error = await failureOf(await http.send({ method, path: '/x' }));
        assert.ok(isRight(error), `${recording.name}: ${error} ${error.reason}`);
        assert.equal(error.status, recording.response.status);
        assert.doesNotMatch(`${error.message}${error.reason}`, /[<>]|\n/, recording.name);
      }
    });
  }

  it('are all in the table', () => {
    const known = new Set(table.flatMap(([, numbers]) => numbersIn(numbers)));
    const refused = [...(recordings?.values() ?? [])].filter(each => each.response.status >= 400);
    assert.deepEqual(
      refused.map(each => each.number).filter(number => !known.has(number)),
      [],
    );
    assert.equal(known.size, refused.length);
  });
});

const framing = /^(content-length|content-encoding|transfer-encoding|connection|date)$/i;

/** `1-3 7` → 1, 2, 3, 7 */
function numbersIn(text: string): number[] {
  return text.split(' ').flatMap(range => {
    const [first = 0, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  });
}
