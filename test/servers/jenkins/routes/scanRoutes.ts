import { pathOf, type Viewing } from '../beans/viewing.ts';
import { javaDate, scanForBranches } from '../builds/branchScan.ts';
import { LogFile } from '../builds/logFile.ts';
import { redirect } from '../http/answers.ts';
import { containerError } from '../http/containerErrors.ts';
import { type Exchange, localUrl, may } from '../http/exchange.ts';
import { accessDenied, answerPage, methodNotAllowed, notFound } from '../http/pages.ts';
import { fullDisplayName, fullName } from '../state/items.ts';
import type { Container } from '../state/model.ts';
import { consoleText, logTextRoutes } from './logRoutes.ts';

/** POST build on a multibranch project or an organization: it scans its branches. */
export function scanBranches(x: Exchange, viewing: Viewing, folder: Container): void {
  if (!may(x, 'hudson.model.Item.Build')) {
    accessDenied(x, 'hudson.model.Item.Build');
  } else if (x.method !== 'POST') {
    methodNotAllowed(x);
  } else if (folder.disabled) {
    containerError(x, 409, `${fullName(folder)} is not buildable`);
  } else {
    scanForBranches(x.state, folder, x.caller.user?.fullName ?? 'anonymous');
    redirect(x, localUrl(x, pathOf(viewing, folder)));
  }
}

/** `…/indexing/…`: the last scan, and what repositories told of themselves. */
export function scanRoutes(x: Exchange, folder: Container, words: readonly string[]): void {
  const [word, flavor = '', ...more] = words;
  if (more.length > 0) {
    notFound(x);
  } else if (word === 'consoleText') {
    consoleText(x, folder.indexing);
  } else if (word === 'logText') {
    logTextRoutes(x, { file: folder.indexing, completed: true }, flavor);
  } else if (word === 'eventsText' && flavor !== '') {
    logTextRoutes(x, { file: eventLog(x), completed: false }, flavor);
  } else if (word === 'eventsText' && !x.slashAtEnd) {
    redirect(x, `${x.rawPath}/`);
  } else if (word === 'events' && flavor === '' && !x.slashAtEnd) {
    const title = `${fullDisplayName(folder)} Scan Multibranch Pipeline Log - Jenkins`;
    answerPage(x, { status: 200, title, text: 'Events', size: 103_933 });
  } else {
    notFound(x);
  }
}

/** The demo's repositories tell nothing. */
function eventLog(x: Exchange): LogFile {
  const log = new LogFile();
  log.append(`No events as of ${javaDate(x.state.clock.now())}, waiting for events...\n`);
  return log;
}
