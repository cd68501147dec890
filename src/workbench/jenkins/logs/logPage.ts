import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import { pageHtml } from '../../shell/pages/page.ts';
import type { Words } from './page/protocol.ts';

const { t } = vscode.l10n;

/** HTML of the page of a log. Its script draws all of it; its words come along as data. */
export function logPage(webview: vscode.Webview, extension: vscode.Uri): string {
  const body = `<div id="words" data-words="${escapeHtml(JSON.stringify(words()))}"></div>`;
  return pageHtml(webview, extension, { title: t('Log'), body, script: 'logPage.js', style: 'log.css' });
}

function words(): Words {
  return {
    log: t('Log'),
    asText: t('The command Open Log as Text shows it as a document, for screen readers.'),
    find: t('Find in the whole log'),
    next: t('Next Match'),
    previous: t('Previous Match'),
    close: t('Close'),
    matchCase: t('Match Case'),
    regex: t('Use Regular Expression'),
    only: t('Show Only Matching Lines'),
    list: t('List Matches'),
    noHits: t('No match'),
    hitOf: t('{0} of {1}'),
    hits: t('{0} matches'),
    busy: t('Searching…'),
    outline: t('Outline'),
    noOutline: t('No stages, modules, steps or sections were found.'),
    onlyStage: t('Only {0}'),
    wholeLog: t('Show the Whole Log'),
    newBelow: t('New lines ↓ (End)'),
    following: t('Following'),
    retry: t('Try Again'),
    lines: t('{0} lines'),
    oneLine: t('1 line'),
    firstLines: t('The first {0} lines'),
    error: t('Error'),
    firstError: t('First error'),
    oneError: t('1 error'),
    errors: t('{0} errors'),
    errorsOf: t('{0} of {1} errors'),
    nextError: t('Go to Next Error'),
    linesOf: t('{0} of {1} lines'),
    sizeOf: t('{0} of {1}'),
    ahead: t('End of the log; the rest is still loading'),
    more: t('{0} more; open this line as text'),
    overwritten: t('This line was overwritten {0} times; open it as text to see all'),
    fold: t('Fold'),
    unfold: t('Unfold {0} lines'),
    empty: t('No output yet.'),
    line: t('Line {0}'),
  };
}
