import assert from 'node:assert/strict';
import { gunzipSync } from 'node:zlib';
import { compareShapes, parseRecordedJson } from './jsonShape.ts';
import type { RecordedHeaders, Recording } from './recordings.ts';
import type { Answer } from './replay.ts';

/** Headers whose values must be the recorded ones, once what differs from run to run is masked. */
const exactHeaders = [
  'content-type',
  'location',
  'www-authenticate',
  'x-you-are-authenticated-as',
  'x-required-permission',
  'x-permission-implied-by',
  'x-error',
  'allow',
  'x-frame-options',
  'cache-control',
  'x-content-type-options',
  'x-more-data',
  'content-encoding',
  'accept-ranges',
  'content-range',
  'set-cookie',
  'referrer-policy',
  'cross-origin-opener-policy',
  'content-disposition',
  'content-security-policy',
  'x-hudson-jnlp-port',
];

/** Headers that must be there, or not, as recorded. */
const presentHeaders = [
  'x-jenkins',
  'x-hudson',
  'x-jenkins-session',
  'x-hudson-theme',
  'x-you-are-in-group-disabled',
  'x-text-size',
  'x-consoleannotator',
  'last-modified',
];

export function compareAnswers(recording: Recording, answer: Answer): void {
  assert.equal(answer.status, recording.response.status, 'status');
  compareHeaders(lowerCase(recording.response.headers), answer.headers);
  if (recording.request.method !== 'HEAD') compareBodies(recording, answer);
}

function lowerCase(headers: RecordedHeaders): RecordedHeaders {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

function compareHeaders(recorded: RecordedHeaders, answered: RecordedHeaders): void {
  for (const name of exactHeaders) {
    assert.deepEqual(masked(answered[name]), masked(recorded[name]), `header ${name}`);
  }
  for (const name of presentHeaders) {
    assert.equal(answered[name] !== undefined, recorded[name] !== undefined, `presence of header ${name}`);
  }
}

function masked(value: string | string[] | undefined): string[] | undefined {
  if (value === undefined) return undefined;
  return [value].flat().map(text =>
    text
      .trim()
      .replace(/JSESSIONID=[^;]+/, 'JSESSIONID=…')
      .replace(/boundary=[\w-]+/, 'boundary=…')
      .replace(/^\d{5}$/, 'port'),
  );
}

function compareBodies(recording: Recording, answer: Answer): void {
  const type = String(lowerCase(recording.response.headers)['content-type'] ?? '');
  const { body: recordedText } = recording.response;
  if (answer.headers['content-encoding'] === 'gzip') {
    compareZipped(recording, gunzipSync(answer.body).toString('utf8'));
  } else if (type.startsWith('application/json')) {
    compareJson(recording, answer);
  } else if (type.startsWith('multipart/form-data')) {
    assert.equal(maskText(answer.body.toString('utf8')), maskText(recordedText), 'parts');
  } else if (type.startsWith('text/html') && isLogHtml(recording)) {
    compareTexts(recordedText, answer.body.toString('utf8'));
    if (cutMark.test(recordedText)) compareLengths(recording.response.bodyBytes, answer.body.length);
  } else if (type.startsWith('text/html;charset=utf-8')) {
    comparePages(recording, answer);
  } else if (/^application\/(?:octet|zip)|^image/.test(type)) {
    assert.equal(answer.body.length, recording.response.bodyBytes, 'bytes');
  } else {
    compareTexts(recordedText, answer.body.toString(type.includes('iso-8859-1') ? 'latin1' : 'utf8'));
  }
}

function compareJson({ response }: Recording, { body }: Answer): void {
  const recorded = parseRecordedJson(response.body);
  compareShapes(recorded, JSON.parse(body.toString('utf8')));
  if (recorded.open) compareLengths(response.bodyBytes, body.length);
}

function comparePages(recording: Recording, { body }: Answer): void {
  const { body: recordedText, bodyTitle } = recording.response;
  const html = body.toString('utf8');
  if (bodyTitle) assert.equal(/<title>([^<]*)<\/title>/.exec(html)?.[1], bodyTitle, 'title');
  const fields = fieldsIn(recordedText);
  // Of most pages only the start was recorded.
  if (fields.length > 0) assert.deepEqual(fieldsIn(html), fields, 'fields of the form');
  compareSizes(recording, body.length);
}

/** HTML of a log; the demo has no flow graph of one of the recorded runs. */
function isLogHtml({ number, request }: Recording): boolean {
  return request.path.includes('/progressiveHtml') && number !== 479;
}

/** Names and texts of a form's fields of several lines. (A page beside a form shows its text in one without a name.) */
function fieldsIn(html: string): string[] {
  return [...html.matchAll(/<textarea [^>]*?\bname="_\.(\w+)"[^>]*>([^<]*)/g)].map(
    ([, name, text]) => `${name}: ${text}`,
  );
}

/** Pages need not be the recorded ones, but what is large must be large. */
function compareSizes(recording: Recording, size: number): void {
  const recorded = recording.response.bodyBytes;
  if (recorded < 15_000) return;
  assert.ok(size > recorded * 0.7 && size < recorded * 1.3, `${size} bytes where ${recorded} were recorded`);
}

/** Numbers in an answer may have more digits or fewer. */
function compareLengths(recorded: number, answered: number): void {
  assert.ok(Math.abs(answered - recorded) < recorded * 0.1, `${answered} bytes where ${recorded} were recorded`);
}

// Of a zipped body only the sizes were recorded: what matters is that it can be read.
function compareZipped(recording: Recording, text: string): void {
  const type = String(recording.response.headers['Content-Type'] ?? '');
  if (type.startsWith('application/json')) assert.equal(typeof JSON.parse(text), 'object', 'JSON');
  else assert.ok(text.length > 0, 'text');
  const unpacked = /(\d+) unpacked/.exec(recording.response.body)?.[1];
  if (unpacked) compareLengths(Number(unpacked), Buffer.byteLength(text));
}

/** Where a recorded text was cut short. */
const cutMark = /\u2026(?: \[truncated, \d+ characters in all\])?$/;

function compareTexts(recorded: string, answered: string): void {
  if (recorded.startsWith('\u2026')) {
    assert.ok(maskText(answered).includes(maskText(recorded.slice(1).replace(cutMark, ''))), 'part of the text');
    return;
  }
  const cut = cutMark.exec(recorded);
  if (!cut) {
    assert.equal(maskText(answered), maskText(recorded), 'text');
    return;
  }
  // A recorded text that was cut short may have been cut within something that is masked.
  const start = maskText(recorded.slice(0, cut.index)).slice(0, -40);
  assert.equal(maskText(answered).slice(0, start.length), start, 'start of the text');
}

/** Without what no two runs have in common: names of temporary files, console notes, times, secrets. */
export function maskText(text: string): string {
  return (
    text
      .replace(/\u001b\[8mha:[^\u001b]*\u001b\[0m/g, '<note>')
      .replace(/jenkins\d{15,}\.sh/g, 'jenkins<number>.sh')
      .replace(/\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (?:\d+ )?[A-Z][a-z]{2}[ \w:]*\d{4}(?: [\d:]+ GMT)?/g, '<time>')
      .replace(/\b\d{4}\/\d\d\/\d\d\b/g, '<date>')
      .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uuid>')
      .replace(/\{AQAAA[^}]*\}/g, '<secret>')
      .replace(/Jenkins-Crumb:(?:<crumb>|[0-9a-f]{64})/, 'Jenkins-Crumb:…')
      .replace(/"end":\d+/g, '"end":…')
      .replace(/"start":\d{5}/g, '"start":…')
      .replace(/"consoleAnnotator":"[^"]*"/g, '"consoleAnnotator":…')
      // The recorder knew the port in other texts alone.
      .replace(/data-encoded-url='([^']*)'/g, (_, url: string) =>
        decodeURIComponent(Buffer.from(url, 'base64').toString()).replace(/:\d+\//, ':port/'),
      )
      .replace(/took (?:\d+ ms|0\.\d+ sec)/g, 'took …')
      .replace(/caches\/git-[0-9a-f]{32}/g, 'caches/git-…')
      .replace(/<(timestamp|duration|estimatedDuration)>\d+</g, '<$1>…<')
  );
}
