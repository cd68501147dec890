import { Background } from '../../src/workbench/shell/commands/background.ts';

/** Background whose reported failures and log are lists. */
export function backgroundInto(reported: unknown[], logged: string[] = []): Background {
  const report = async (error: unknown) => {
    reported.push(error);
  };
  return new Background({ report }, { warn: text => logged.push(text) });
}
