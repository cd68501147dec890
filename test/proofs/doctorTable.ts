// Table of the broken set-ups with what the doctor says of each, and the time of all.
import { playSetups } from '../unit/doctor/table.ts';

interface Row {
  readonly isRight: boolean;
  readonly text: string;
}

/** Prints the table, and tells which of its rows have the expected verdict and fix. */
export async function doctorTable(): Promise<Row[]> {
  const began = performance.now();
  const rows = (await playSetups()).map(({ setup, isRight, found }): Row => {
    const wanted = isRight ? '' : `, wanted ${setup.verdict}, ${setup.fix ?? 'no fix'}`;
    return { isRight, text: `${isRight ? 'right' : 'WRONG'}  ${setup.name.padEnd(72)} ${found}${wanted}` };
  });
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const isQuick = Number(seconds) < 15;
  return [
    ...rows,
    { isRight: isQuick, text: `${isQuick ? 'right' : 'WRONG'}  ${rows.length} set-ups in ${seconds} s` },
  ];
}
