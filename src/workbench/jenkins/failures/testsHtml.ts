import * as vscode from 'vscode';
import { escapeHtml } from '../../../base/escapeHtml.ts';
import type { FailedTest } from '../../../jenkins/tests/tests.ts';
import { nameOf } from '../../../logs/links.ts';
import { placeInTrace } from '../../../logs/tracePlace.ts';
import { button, muted } from '../../shell/pages/pageParts.ts';
import { failingSince, testPlaceWords } from '../tests/testWords.ts';
import { placeButton } from './causeHtml.ts';
import { PageCommand } from './pageCommand.ts';

const { t } = vscode.l10n;

/** Failed tests to list; the build's line in the tree has all. */
export const maxListed = 50;
const maxMessage = 200;

export interface TestContext {
  /** HTML of the histories that were asked for, by the places of the tests in the list. */
  readonly histories: ReadonlyMap<number, string>;
}

/** Renders failed tests, as many as a page can take. */
export function testsHtml(tests: readonly FailedTest[], { histories }: TestContext): string {
  if (tests.length === 0) return `<p>${muted(t('The report does not name them'))}</p>`;
  const items = tests.slice(0, maxListed).map((test, at) => testHtml(test, at, histories.get(at)));
  const rest = tests.length - items.length;
  const more = rest > 0 ? `<p>${muted(t('{0} more are listed below the build, in the Jenkins view.', rest))}</p>` : '';
  return `<ul class="plain tests">${items.join('')}</ul>${more}`;
}

function testHtml(test: FailedTest, at: number, history: string | undefined): string {
  const { className, name } = test;
  const place = placeInTrace(test.stackTrace, className);
  const file = place && `${nameOf(place.path) ?? place.path}:${place.line}`;
  const state = failingSince(test);
  const full = [className, name].filter(Boolean).join(' › ');
  const check = t('Check History: {0}', [full, testPlaceWords(test)].filter(Boolean).join(' · '));
  const parts = [
    test.isNew ? `<span class="status">${escapeHtml(state)}</span>` : muted(state),
    button(full, PageCommand.openTest, String(at), 'link'),
    muted(testPlaceWords(test)),
    place && file ? placeButton(file, place) : '',
    history === undefined ? button(t('Check History'), PageCommand.history, String(at), 'link', check) : '',
  ];
  const message = messageOf(test);
  return `<li>${parts.filter(Boolean).join(' ')}${message ? `<br><code>${escapeHtml(message)}</code>` : ''}${history ?? ''}</li>`;
}

/** First line of a test's message, or of its trace. */
export function messageOf({ message, stackTrace }: FailedTest): string {
  const [line = ''] = (message || stackTrace).trim().split(/\r?\n/);
  return line.length > maxMessage ? `${line.slice(0, maxMessage)}…` : line;
}
