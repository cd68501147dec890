import { join } from 'node:path';
import { curl } from '../contestants/curl.ts';
import { startRealPlace } from '../race.ts';
import { realJenkins } from '../realJenkins.ts';
import { hashOf } from './hashOf.ts';
import type { Growth, LogOfBuild, LogPlace } from './place.ts';

const mebibyte = 1024 * 1024;

/** A real controller; builds are written by a shell there. @param folder for what is downloaded */
export async function startRealLogPlace(address: string, folder: string): Promise<LogPlace> {
  const real = realJenkins(address);
  const place = await startRealPlace(address);
  const logOf = (job: string, number: number, ended: Promise<unknown>): LogOfBuild => ({
    ...{ job, number, ended: () => ended },
    async hash() {
      const file = join(folder, 'console.txt');
      await curl(`${address.replace(/\/+$/, '')}/job/${job}/${number}/consoleText`, real.login, file);
      return hashOf(file);
    },
  });
  return {
    url: place.url,
    login: real.login,
    async begin(name, growth) {
      const job = await real.make(name, scriptOf(growth));
      const { number, ended } = await real.build(job);
      return logOf(job, number, ended);
    },
    async finished(name, mebibytes) {
      const job = await real.make(name, scriptOf({ mebibytes, seconds: 0 }));
      const { number, ended } = await real.build(job);
      await ended;
      return logOf(job, number, ended);
    },
    async traffic() {
      return place.link.take();
    },
    async close() {
      await real.close();
      await place.close();
    },
  };
}

const format = '%.0f INFO  payments.ledger.Writer   batch entry written, checksum verified, waiting for the next one';

/** As many pieces as there are seconds to fill. */
function scriptOf({ mebibytes, seconds }: Growth): string {
  const lines = Math.round((mebibytes * mebibyte) / (format.length + 4));
  const pieces = Math.max(1, Math.round(seconds * 2));
  return Array.from({ length: pieces }, (_, index) => {
    const from = Math.round((lines * index) / pieces) + 1;
    const write = `seq -f '${format}' ${from} ${Math.round((lines * (index + 1)) / pieces)}`;
    return seconds > 0 ? `${write}\nsleep 0.5` : write;
  }).join('\n');
}
