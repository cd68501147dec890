import { type PartsMessage, type Picture, readyCommand } from '../pageMessages.ts';

/** Scroll position and open sections of the page; VS Code keeps it while the page is hidden. */
export interface Place {
  readonly scrollY: number;
  readonly open: readonly string[];
}

/** Elements of a page that take the focus. */
const controls = 'button, summary, textarea, a[href]';

/** Content of a page, part by part: a part that did not change stays, with the focus, the selection and what was typed. */
export class Content {
  private readonly main = document.querySelector('main');
  private readonly announcements = liveRegion();
  private readonly parts = new Map<string, HTMLElement>();
  /** Pictures that came, by their ids: new content has places for them again. */
  private readonly urls = new Map<string, string>();
  /** Place from before the page was hidden, until there is content. */
  private kept: Place | undefined;
  private readonly send: (command: string) => void;
  private readonly seen: IntersectionObserver;

  constructor(kept: Place | undefined, send: (command: string) => void) {
    this.kept = kept;
    this.send = send;
    this.seen = new IntersectionObserver(entries => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) this.pressOnce(target);
    });
  }

  show({ parts, announcement }: PartsMessage): void {
    // A message was lost: the host sends all.
    if (parts.some(({ id, html }) => html === undefined && !this.parts.has(id))) {
      this.send(readyCommand);
      return;
    }
    const giveFocus = focusNow();
    const open = new Set(this.kept?.open ?? this.place()?.open);
    this.arrange(parts);
    const drawn = parts.flatMap(({ id, html }) => {
      const part = this.parts.get(id);
      if (!part || html === undefined) return [];
      part.innerHTML = html;
      return [{ id, part }];
    });
    for (const { id, part } of drawn) this.finish(id, part, open);
    if (this.kept) scrollTo(0, this.kept.scrollY);
    this.kept = undefined;
    giveFocus?.();
    if (announcement) this.announcements.textContent = announcement;
  }

  showPicture({ id, url }: Picture): void {
    this.urls.set(id, url);
    if (this.main) this.fillPictures(this.main);
  }

  /** Place now; undefined before there is content. */
  place(): Place | undefined {
    if (this.parts.size === 0) return undefined;
    const open = [...this.parts].flatMap(([id, part]) =>
      sectionsOf(id, part).flatMap(([name, section]) => (section.open ? [name] : [])),
    );
    return { scrollY, open };
  }

  /** Removes parts that are gone and adds new ones; the others are not moved: that would take the focus from them. */
  private arrange(parts: PartsMessage['parts']): void {
    if (this.parts.size === 0) this.main?.replaceChildren();
    const wanted = new Set(parts.map(({ id }) => id));
    for (const [id, part] of this.parts) {
      if (wanted.has(id)) continue;
      part.remove();
      this.parts.delete(id);
    }
    for (const [index, { id }] of parts.entries()) {
      const part = this.parts.get(id) ?? document.createElement('div');
      this.parts.set(id, part);
      const there = this.main?.children[index] ?? null;
      if (there !== part) this.main?.insertBefore(part, there);
    }
  }

  private finish(id: string, part: HTMLElement, open: ReadonlySet<string>): void {
    for (const [name, section] of sectionsOf(id, part)) section.open = open.has(name);
    for (const each of part.querySelectorAll('[data-when-seen]')) this.seen.observe(each);
    this.fillPictures(part);
  }

  private fillPictures(element: HTMLElement): void {
    for (const image of element.querySelectorAll<HTMLImageElement>('img[data-picture]')) {
      const url = this.urls.get(image.dataset['picture'] ?? '');
      if (url !== undefined && image.src !== url) image.src = url;
    }
  }

  /** Presses the button of a place that scrolling has reached; the content that comes for it has a new place. */
  private pressOnce(place: Element): void {
    this.seen.unobserve(place);
    place.querySelector('button')?.click();
  }
}

/** Sections of a part with their names; those of others' texts have no id, and are told apart by title and turn. */
function sectionsOf(part: string, element: HTMLElement): readonly (readonly [string, HTMLDetailsElement])[] {
  const turns = new Map<string, number>();
  return [...element.querySelectorAll('details')].map(section => {
    const title = section.id || (section.querySelector('summary')?.textContent ?? '');
    const turn = turns.get(title) ?? 0;
    turns.set(title, turn + 1);
    return [JSON.stringify([part, title, turn]), section];
  });
}

/** Element whose changes screen readers tell. */
function liveRegion(): HTMLElement {
  const region = document.createElement('div');
  region.className = 'unseen';
  region.setAttribute('role', 'status');
  document.body.append(region);
  return region;
}

/** @returns gives the focus to the same control where the content had it anew; to the one before it where it is gone */
function focusNow(): (() => void) | undefined {
  // A page that the person has left must not take the focus from where they type.
  if (!document.hasFocus()) return undefined;
  const before = [...document.querySelectorAll<HTMLElement>(controls)];
  const focused = document.activeElement;
  const at = focused instanceof HTMLElement ? before.indexOf(focused) : -1;
  if (!(focused instanceof HTMLElement) || at < 0) return undefined;
  const isSame = (control: HTMLElement) => nameOf(control) === nameOf(focused);
  const turn = before.slice(0, at).filter(isSame).length;
  return () => {
    if (focused.isConnected) return;
    const now = [...document.querySelectorAll<HTMLElement>(controls)];
    const control = now.filter(isSame)[turn] ?? now[Math.max(0, at - 1)];
    control?.focus({ preventScroll: true });
  };
}

/** Command and argument of a control, which tell it from others of its kind. */
function nameOf({ tagName, dataset }: HTMLElement): string {
  return JSON.stringify([tagName, dataset['command'], dataset['argument']]);
}
