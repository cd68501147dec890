import { request } from 'node:http';
import { type DemoUser, demoUsers } from '../jenkins/index.ts';
import type { Recording } from './recordings.ts';

export interface Answer {
  status: number;
  headers: Record<string, string | string[]>;
  body: Buffer;
}

/** May build, and nothing else that readers may not. */
export const tester: DemoUser = {
  ...{ id: 'tester', fullName: 'tester', password: 'tester-password' },
  token: `11${'7e'.repeat(16)}`,
};

const secrets: Record<string, string> = {
  apiToken: demoUsers.admin.token,
  password: demoUsers.admin.password,
  viewerApiToken: demoUsers.viewer.token,
  wrongToken: `11${'00'.repeat(16)}`,
  wrongPassword: 'wrong',
  testerApiToken: tester.token,
};

/** Credentials that the recordings do not spell out. */
const maskedCredentials: Record<number, string> = {
  8: 'Basic not-a-colon-in-sight',
  10: `Basic ${Buffer.from('admin:').toString('base64')}`,
};

/** Where a fresh session, crumb or token comes from: later requests of the recording use it. */
const captured: Record<number, ('session' | 'crumb' | 'pageCrumb')[]> = {
  41: ['session', 'crumb'],
  360: ['session', 'pageCrumb'],
  364: ['session'],
  366: ['crumb'],
  1145: ['session', 'crumb'],
  1185: ['session', 'crumb'],
};

export const remoteTriggerToken = 'remote-word';

/** Puts this run's secrets, sessions and offsets where a recording has placeholders, and sends it. */
export class Replay {
  #session = '';
  #crumb = '';
  /** Values and ids of API tokens that were made: the recorded ones and what they are here. */
  readonly #tokens = new Map<string, string>();
  #lastModified = '';
  /** Offsets into logs: the recorded ones and what they are here. */
  readonly #offsets = new Map<string, string>();
  readonly #port: number;
  readonly #placeHere: (offset: string) => string | undefined;

  /** @param placeHere of an offset into a log that no answer told */
  constructor(url: string, placeHere: (offset: string) => string | undefined) {
    this.#port = Number(new URL(url).port);
    this.#placeHere = placeHere;
  }

  async send(recording: Recording): Promise<Answer> {
    const answer = await this.#exchange(recording);
    this.#capture(recording, answer);
    return answer;
  }

  #exchange(recording: Recording): Promise<Answer> {
    const { method, path, body } = recording.request;
    const options = {
      host: '127.0.0.1',
      port: this.#port,
      method,
      path: this.#filled(recording, path).replace(/start=(-?\d+)/, (all, at: string) => {
        const here = this.#offsets.get(at) ?? this.#placeHere(at);
        return here === undefined ? all : `start=${here}`;
      }),
      headers: this.#headers(recording),
      agent: false as const,
    };
    const sent = body === null ? undefined : this.#filled(recording, body);
    return new Promise((resolve, reject) => {
      const req = request(options, res => {
        const chunks: Buffer[] = [];
        res.on('data', (chunk: Buffer) => chunks.push(chunk));
        res.on('end', () => {
          resolve({ status: res.statusCode ?? 0, headers: rawHeaders(res.rawHeaders), body: Buffer.concat(chunks) });
        });
        res.on('error', reject);
      });
      req.on('error', reject);
      req.end(sent);
    });
  }

  #headers(recording: Recording): Record<string, string> {
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(recording.request.headers)) {
      if (name === 'Content-Length') continue;
      headers[name] = this.#filled(recording, value);
    }
    const masked = maskedCredentials[recording.number];
    if (masked !== undefined) headers['Authorization'] = masked;
    if (headers['If-Modified-Since']) headers['If-Modified-Since'] = this.#lastModified;
    if (recording.request.body !== null) {
      headers['Content-Length'] = String(Buffer.byteLength(this.#filled(recording, recording.request.body)));
    } else if (recording.request.method === 'POST') {
      headers['Content-Length'] = '0';
    }
    return headers;
  }

  #filled(recording: Recording, text: string): string {
    return [...this.#tokens]
      .reduce((filled, [recorded, here]) => filled.replaceAll(recorded, here), text)
      .replace(/base64\((\w+):(?:<(\w+)>|(\w+))\)/g, (_all, user: string, masked = '', token = '') =>
        Buffer.from(`${user}:${secrets[masked] ?? token}`).toString('base64'),
      )
      .replaceAll('<session>', this.#session)
      .replaceAll('<crumb>', recording.number === 84 ? 'wrong' : this.#crumb)
      .replaceAll('<remoteTriggerToken>', remoteTriggerToken)
      .replaceAll('<password>', demoUsers.admin.password);
  }

  #capture(recording: Recording, answer: Answer): void {
    const text = answer.body.toString('utf8');
    const cookies = [answer.headers['set-cookie'] ?? []].flat().join(' ');
    const found = (pattern: RegExp, where = text) => pattern.exec(where)?.[1] ?? '';
    const wanted = captured[recording.number] ?? [];
    if (wanted.includes('session')) this.#session = found(/JSESSIONID=([^;]+)/, cookies);
    if (wanted.includes('crumb')) this.#crumb = found(/"crumb":"([^"]+)"/);
    if (wanted.includes('pageCrumb')) this.#crumb = found(/name="Jenkins-Crumb"[^>]*value="([^"]+)"/);
    this.#captureTokens(recording, text);
    this.#captureOffsets(recording, answer);
  }

  #captureTokens(recording: Recording, text: string): void {
    for (const pattern of [/"tokenValue":\s*"([^"]+)"/, /"tokenUuid":\s*"([^"]+)"/]) {
      const recorded = pattern.exec(recording.response.body)?.[1];
      const here = pattern.exec(text)?.[1];
      if (recorded && here) this.#tokens.set(recorded, here);
    }
  }

  #captureOffsets(recording: Recording, answer: Answer): void {
    const recorded = recording.response.headers['X-Text-Size'];
    const here = answer.headers['x-text-size'];
    if (typeof recorded === 'string' && typeof here === 'string') this.#offsets.set(recorded, here);
    const modified = answer.headers['last-modified'];
    if (typeof modified === 'string') this.#lastModified = modified;
  }
}

/** Names in lower case; what came twice as a list. */
function rawHeaders(raw: string[]): Record<string, string | string[]> {
  const headers: Record<string, string | string[]> = {};
  for (let at = 0; at < raw.length; at += 2) {
    const name = (raw[at] ?? '').toLowerCase();
    const value = raw[at + 1] ?? '';
    const before = headers[name];
    headers[name] = before === undefined ? value : [before, value].flat();
  }
  return headers;
}
