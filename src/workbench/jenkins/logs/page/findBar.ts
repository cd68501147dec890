import { button, element, fill, icon, isPressed, setPressed, toggle } from './dom.ts';
import { type Found, noSearch, type Search, type Words } from './protocol.ts';

const typingMs = 150;

export interface FindBarDeps {
  readonly words: Words;
  readonly search: (search: Search) => void;
  readonly step: (by: 1 | -1) => void;
  readonly list: (on: boolean) => void;
  readonly closed: () => void;
}

/** Find box. */
export class FindBar {
  readonly element: HTMLElement;
  private readonly deps: FindBarDeps;
  private readonly input: HTMLInputElement;
  private readonly count: HTMLElement;
  private readonly matchCase: HTMLElement;
  private readonly regex: HTMLElement;
  private readonly only: HTMLElement;
  private readonly listed: HTMLElement;
  private sent: Search = noSearch;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deps: FindBarDeps) {
    const { words } = deps;
    this.deps = deps;
    this.input = element('input', {
      type: 'text',
      placeholder: words.find,
      'aria-label': words.find,
      spellcheck: 'false',
    });
    this.count = element('span', { class: 'count', role: 'status' });
    this.matchCase = toggle(words.matchCase, 'Aa', () => this.send());
    this.regex = toggle(words.regex, '.*', () => this.send());
    this.only = toggle(words.only, icon('filter'), () => this.send());
    this.listed = toggle(words.list, icon('list'), on => deps.list(on));
    this.element = element(
      'div',
      { class: 'find', role: 'search' },
      this.input,
      this.matchCase,
      this.regex,
      this.count,
      button(words.previous, icon('up'), () => this.step(-1)),
      button(words.next, icon('down'), () => this.step(1)),
      this.only,
      this.listed,
      button(words.close, icon('close'), () => this.close()),
    );
    this.element.hidden = true;
    this.input.addEventListener('input', () => this.sendSoon());
    this.element.addEventListener('keydown', event => this.key(event));
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Opens the box, with a text if there is any. */
  open(text = ''): void {
    this.element.hidden = false;
    if (text !== '') this.input.value = text;
    this.input.focus();
    this.input.select();
    if (this.input.value !== '') this.send();
  }

  close(): void {
    if (!this.isOpen) return;
    this.element.hidden = true;
    setPressed(this.only, false);
    if (isPressed(this.listed)) {
      setPressed(this.listed, false);
      this.deps.list(false);
    }
    this.sent = noSearch;
    this.deps.search(noSearch);
    this.deps.closed();
  }

  /** Goes to the next or previous hit of the last search. */
  step(by: 1 | -1): void {
    if (!this.isOpen) this.open();
    else if (this.timer !== undefined || !isSame(this.current(), this.sent)) this.send();
    else if (this.sent.text !== '') this.deps.step(by);
  }

  toggleOnly(): void {
    if (!this.isOpen) this.open();
    setPressed(this.only, !isPressed(this.only));
    this.send();
  }

  show({ count, current, isFull, isBusy, problem }: Found): void {
    const { words } = this.deps;
    const total = `${count.toLocaleString('en-US')}${isFull ? '+' : ''}`;
    const isIdle = this.sent.text === '';
    this.element.classList.toggle('bad', problem !== '' || (!isBusy && !isIdle && count === 0));
    this.count.title = problem;
    if (isIdle) this.count.textContent = '';
    else if (problem !== '') this.count.textContent = problem;
    else if (count === 0) this.count.textContent = isBusy ? words.busy : words.noHits;
    else if (current >= 0) this.count.textContent = fill(words.hitOf, (current + 1).toLocaleString('en-US'), total);
    else this.count.textContent = fill(words.hits, total);
  }

  /** Current search. */
  get search(): Search {
    return this.sent;
  }

  /** Repeats the last search on a new page. */
  again(): void {
    if (this.isOpen && this.input.value !== '') this.send();
  }

  private current(): Search {
    return {
      text: this.input.value,
      regex: isPressed(this.regex),
      matchCase: isPressed(this.matchCase),
      only: isPressed(this.only),
    };
  }

  private sendSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), typingMs);
  }

  private send(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.sent = this.current();
    this.deps.search(this.sent);
  }

  private key(event: KeyboardEvent): void {
    if (event.key === 'Enter') this.step(event.shiftKey ? -1 : 1);
    else if (event.key === 'Escape') this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

function isSame(a: Search, b: Search): boolean {
  return a.text === b.text && a.regex === b.regex && a.matchCase === b.matchCase && a.only === b.only;
}
