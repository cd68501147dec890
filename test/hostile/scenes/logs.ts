import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { readLogTail } from '../../../src/jenkins/index.ts';
import { LogReader } from '../../../src/jenkins/logs/logReader.ts';
import { Spool } from '../../../src/logs/index.ts';
import { flood } from '../answers.ts';
import { type Act, answering, type Stage, scene } from '../scene.ts';

const megabyte = 1024 * 1024;
const path = '/job/x/1/logText/progressiveText';
const piece = Buffer.alloc(64 * 1024, 'A');
const part = (name: string) => `--b\r\nContent-Disposition: form-data;name=${name}\r\n\r\n`;

const parts = (res: ServerResponse) => res.writeHead(200, { 'content-type': 'multipart/form-data;boundary=b' });
const running = (res: ServerResponse) =>
  res.writeHead(200, { 'content-type': 'text/plain', 'x-text-size': '0', 'x-more-data': 'true' });

/** Reads a single answer into a file. */
async function step({ jenkins, folder }: Stage): Promise<string> {
  const spool = await Spool.create(join(folder, 'log'));
  try {
    await new LogReader(jenkins(), path, spool).step(undefined);
    return `(${Math.floor(spool.size / megabyte)} MiB are shown)`;
  } finally {
    await spool.close();
  }
}

const tail = async ({ jenkins }: Stage) => {
  const found = await readLogTail(jenkins(), 'x', 1, 256 * 1024);
  return found ? `(${found.bytes.length} bytes are shown ahead)` : '(nothing is shown ahead)';
};

export const logs: Act = {
  line: 'parts, notes, lines and ends of a log that never end are held in part',
  scenes: [
    scene('a head of a part that never ends', {
      serve: answering((_, res) => flood(parts(res), piece, undefined, '--b\r\n')),
      play: step,
      error: 'UnexpectedAnswerError',
      words: /an unexpected response/,
      most: { bytes: 8 * megabyte },
    }),
    scene('metadata that never end', {
      isQuick: true,
      serve: answering((_, res) => flood(parts(res), piece, undefined, part('meta'))),
      play: step,
      error: 'UnexpectedAnswerError',
      words: /an unexpected response/,
      most: { bytes: 8 * megabyte },
    }),
    scene('a note that is never closed, in 400 MiB', {
      serve: answering((_, res) => flood(running(res), piece, 400 * megabyte, 'before\n\x1b[8mha:')),
      play: step,
      words: /\((?:39\d|400) MiB are shown\)/,
      most: { bytes: 401 * megabyte, garbage: 64, seconds: 30 },
    }),
    scene('a line of 400 MiB', {
      serve: answering((_, res) => flood(running(res), piece, 400 * megabyte)),
      play: step,
      words: /\((?:39\d|400) MiB are shown\)/,
      most: { bytes: 401 * megabyte, garbage: 64, seconds: 30 },
    }),
    scene('1 GiB in parts where the last 256 KiB were asked for', {
      isQuick: true,
      serve: answering((_, res) => flood(parts(res), piece, 1024 * megabyte, part('text'))),
      play: tail,
      words: /\(nothing is shown ahead\)/,
      most: { bytes: 16 * megabyte },
    }),
    scene('1 GiB as plain text where the last 256 KiB were asked for', {
      serve: answering((_, res) => flood(running(res), piece, 1024 * megabyte)),
      play: tail,
      words: /\(nothing is shown ahead\)/,
      most: { bytes: 16 * megabyte },
    }),
  ],
};
