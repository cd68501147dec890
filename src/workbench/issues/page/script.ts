// Runs in the page of an issue: hands on what is pressed, and takes new content without losing the place.
import type { ContentMessage, PageMessage } from './pageMessages.ts';

interface Host {
  postMessage(message: PageMessage): void;
}

declare function acquireVsCodeApi(): Host;

interface Element {
  readonly dataset: Readonly<Record<string, string | undefined>>;
  closest(selector: string): Element | null;
}

interface Page {
  getElementById(id: string): { innerHTML: string } | null;
  querySelectorAll(selector: string): Iterable<{ readonly id: string; open: boolean }>;
  addEventListener(type: 'click', listener: (event: { target: Element; preventDefault(): void }) => void): void;
}

declare const document: Page;
declare function addEventListener(type: 'message', listener: (event: { data: ContentMessage }) => void): void;

const host = acquireVsCodeApi();

document.addEventListener('click', event => {
  const pressed = event.target.closest('[data-command]');
  const command = pressed?.dataset['command'];
  if (command === undefined) return;
  event.preventDefault();
  host.postMessage({ command, argument: pressed?.dataset['argument'] });
});

addEventListener('message', ({ data }) => {
  const content = document.getElementById('content');
  if (!content) return;
  // What a person has opened stays open.
  const open = new Set([...document.querySelectorAll('details[open]')].map(({ id }) => id));
  content.innerHTML = data.html;
  for (const details of document.querySelectorAll('details')) if (open.has(details.id)) details.open = true;
});
