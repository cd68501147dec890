// Script of a page: sends the pressed button's command, and takes new content without losing the scroll position or the
// keyboard's focus.
import { type ContentMessage, type PageMessage, readyCommand } from './pageMessages.ts';

/** Scroll position and open parts of the page; VS Code keeps it while the page is hidden. */
interface Place {
  readonly scrollY: number;
  readonly open: readonly string[];
}

interface Host {
  postMessage(message: PageMessage): void;
  getState(): Place | undefined;
  setState(state: Place): void;
}

declare function acquireVsCodeApi(): Host;

interface Element {
  readonly dataset: Readonly<Record<string, string | undefined>>;
  closest(selector: string): Element | null;
  removeAttribute(name: string): void;
}

interface Control extends Element {
  readonly tagName: string;
  focus(options: { readonly preventScroll: boolean }): void;
}

interface Page {
  readonly activeElement: Control | null;
  hasFocus(): boolean;
  getElementById(id: string): { innerHTML: string } | null;
  querySelectorAll(selector: typeof controls): Iterable<Control>;
  querySelectorAll(selector: typeof pictures): Iterable<Element & { src: string }>;
  querySelectorAll(selector: string): Iterable<{ readonly id: string; open: boolean }>;
  addEventListener(type: 'click', listener: (event: { target: Element; preventDefault(): void }) => void): void;
}

/** Parts of a page that take the focus. */
const controls = 'button, summary, a[href]';
/** Places of pictures, which come by themselves. */
const pictures = 'img[data-picture]';

declare const document: Page;
declare const window: { readonly scrollY: number; scrollTo(x: number, y: number): void };
declare function addEventListener(type: 'message', listener: (event: { data: ContentMessage }) => void): void;
declare function addEventListener(type: 'scroll' | 'toggle', listener: () => void, capture?: boolean): void;

const host = acquireVsCodeApi();
let isShown = false;

document.addEventListener('click', event => {
  const pressed = event.target.closest('[data-command]');
  const command = pressed?.dataset['command'];
  if (command === undefined) return;
  event.preventDefault();
  pressed?.closest('details.menu')?.removeAttribute('open');
  host.postMessage({ command, argument: pressed?.dataset['argument'] });
});

/** Pictures that came, by their ids: new content has places for them again. */
const urls = new Map<string, string>();

addEventListener('message', ({ data }) => {
  if ('picture' in data) urls.set(data.picture.id, data.picture.url);
  else showContent(data.html);
  for (const each of document.querySelectorAll(pictures)) {
    const url = urls.get(each.dataset['picture'] ?? '');
    if (url !== undefined && each.src !== url) each.src = url;
  }
});

function showContent(html: string): void {
  const content = document.getElementById('content');
  if (!content) return;
  const place = isShown ? placeNow() : host.getState();
  isShown = true;
  const focus = focusNow();
  content.innerHTML = html;
  const open = new Set(place?.open);
  for (const details of document.querySelectorAll('details')) details.open = open.has(details.id);
  window.scrollTo(0, place?.scrollY ?? 0);
  focus?.();
}

/** @returns gives the focus to the same control of the new content; to the one before it where it is gone */
function focusNow(): (() => void) | undefined {
  // A page that the person has left must not take the focus from where they type.
  if (!document.hasFocus()) return undefined;
  const before = [...document.querySelectorAll(controls)];
  const focused = document.activeElement;
  const at = focused ? before.indexOf(focused) : -1;
  if (!focused || at < 0) return undefined;
  const isSame = (control: Control) => nameOf(control) === nameOf(focused);
  const turn = before.slice(0, at).filter(isSame).length;
  return () => {
    const now = [...document.querySelectorAll(controls)];
    const control = now.filter(isSame)[turn] ?? now[Math.max(0, at - 1)];
    control?.focus({ preventScroll: true });
  };
}

/** Command and argument of a control, which tell it from others of its kind. */
function nameOf({ tagName, dataset }: Control): string {
  return JSON.stringify([tagName, dataset['command'], dataset['argument']]);
}

addEventListener('scroll', keepPlace);
addEventListener('toggle', keepPlace, true); // it does not bubble

function placeNow(): Place {
  return { scrollY: window.scrollY, open: [...document.querySelectorAll('details[open]')].map(({ id }) => id) };
}

function keepPlace(): void {
  if (isShown) host.setState(placeNow());
}

host.postMessage({ command: readyCommand, argument: undefined });
