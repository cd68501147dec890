import { button, element, fill, sizeText } from './dom.ts';
import type { ShownErrors, Status, Totals, Words } from './protocol.ts';

/** Least pause between two announcements to a screen reader. */
const quietMs = 4000;
/** Duration of a note. */
const noteMs = 4000;

export interface StatusBarDeps {
  readonly words: Words;
  readonly retry: () => void;
  readonly follow: () => void;
  readonly wholeLog: () => void;
  readonly nextError: () => void;
}

/** Bar below the rows: state of the log, ways to go on, size. */
export class StatusBar {
  readonly element: HTMLElement;
  readonly live: HTMLElement;
  private readonly words: Words;
  private readonly state: HTMLElement;
  private readonly retry: HTMLElement;
  private readonly hint: HTMLElement;
  private readonly stage: HTMLElement;
  private readonly errors: HTMLElement;
  private readonly amount: HTMLElement;
  private readonly position: HTMLElement;
  private status: Status | undefined;
  private saidAt = 0;
  private noteUntil = 0;

  constructor({ words, retry, follow, wholeLog, nextError }: StatusBarDeps) {
    this.words = words;
    this.state = element('span', { class: 'state' });
    this.retry = button(words.retry, words.retry, retry);
    this.retry.hidden = true;
    this.stage = button(words.wholeLog, '', wholeLog);
    this.stage.classList.add('stage');
    this.stage.hidden = true;
    this.hint = button(words.newBelow, words.newBelow, follow);
    this.hint.classList.add('hint');
    this.hint.hidden = true;
    this.errors = button(words.nextError, '', nextError);
    this.errors.classList.add('errors');
    this.errors.hidden = true;
    this.position = element('span', { class: 'position' });
    this.amount = element('span', { class: 'amount' });
    this.element = element(
      'footer',
      { class: 'status' },
      this.state,
      this.retry,
      this.stage,
      element('span', { class: 'gap' }),
      this.hint,
      this.errors,
      this.position,
      this.amount,
    );
    this.live = element('div', { class: 'live', 'aria-live': 'polite', role: 'status' });
  }

  take(status: Status): void {
    const isNew = status.text !== this.status?.text;
    this.status = status;
    this.state.textContent = status.text;
    this.state.title = status.text;
    this.element.dataset['tone'] = status.tone;
    this.element.dataset['phase'] = status.phase;
    this.retry.hidden = !status.canRetry;
    if (isNew) this.say(status.text, true);
  }

  /** Shows how many errors there are, of those in all lines. */
  showErrors({ count, total, isFull }: ShownErrors): void {
    const { words } = this;
    const all = `${total.toLocaleString('en-US')}${isFull ? '+' : ''}`;
    const some = count < total ? fill(words.errorsOf, count.toLocaleString('en-US'), all) : fill(words.errors, all);
    const counted = total === 1 && count === 1 ? words.oneError : some;
    this.errors.hidden = total === 0;
    this.errors.textContent = `✖ ${counted}`;
    this.errors.setAttribute('aria-label', `${counted}. ${words.nextError}`);
  }

  /** Names the stage that alone is shown, with the way back; empty: all is shown. */
  showStage(name: string): void {
    const only = fill(this.words.onlyStage, name);
    if (name !== '' && this.stage.hidden) this.say(only, true);
    this.stage.hidden = name === '';
    // The name gives way in a narrow editor, and never the cross.
    this.stage.replaceChildren(element('span', { class: 'name' }, only), '\u00a0✕');
    this.stage.title = `${only}. ${this.words.wholeLog}`;
    this.stage.setAttribute('aria-label', `${only}. ${this.words.wholeLog}`);
  }

  /** @param newBelow whether there are lines that the person has not seen */
  show(totals: Totals, line: number, follows: boolean, newBelow: boolean, ahead: boolean): void {
    const { words } = this;
    const lines = totals.lines.toLocaleString('en-US');
    const counted =
      totals.rows === totals.lines
        ? totals.lines === 1
          ? words.oneLine
          : fill(words.lines, lines)
        : fill(words.linesOf, totals.rows.toLocaleString('en-US'), lines);
    const size =
      totals.expected > totals.bytes
        ? fill(words.sizeOf, sizeText(totals.bytes), sizeText(totals.expected))
        : sizeText(totals.bytes);
    this.amount.textContent = ahead ? size : `${counted} · ${size}`;
    this.hint.hidden = !newBelow;
    if (Date.now() < this.noteUntil) return;
    this.position.classList.remove('note');
    this.position.textContent = ahead
      ? words.ahead
      : follows && this.isRunning
        ? words.following
        : fill(words.line, (line + 1).toLocaleString('en-US'));
  }

  /** Shows a note for a moment. */
  note(text: string): void {
    this.noteUntil = Date.now() + noteMs;
    this.position.textContent = text;
    this.position.classList.add('note');
    this.say(text, true);
  }

  /** Announces a text to a screen reader, unless there was another just now. */
  say(text: string, atOnce = false): void {
    const now = Date.now();
    if (!atOnce && now - this.saidAt < quietMs) return;
    this.saidAt = now;
    this.live.textContent = text;
  }

  get isRunning(): boolean {
    return this.status?.phase === 'running' || this.status?.phase === 'paused';
  }
}
