import { type ContentMessage, type PageMessage, readyCommand } from '../pageMessages.ts';
import { Content, type Place } from './content.ts';

interface Host {
  postMessage(message: PageMessage): void;
  getState(): Place | undefined;
  setState(state: Place): void;
}

declare function acquireVsCodeApi(): Host;

/** Sends what was pressed to the extension host. */
export type Send = (message: PageMessage) => void;

/**
 * Listens to the buttons of a page and to messages of the host.
 * @param take handles messages that are not about the content
 */
export function startPage(take?: (message: object) => void): Send {
  const host = acquireVsCodeApi();
  const send: Send = message => host.postMessage(message);
  const content = new Content(host.getState(), command => send({ command }));
  const keepPlace = () => {
    const place = content.place();
    if (place) host.setState(place);
  };
  document.addEventListener('click', event => {
    const pressed = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-command]') : null;
    const command = pressed?.dataset['command'];
    if (!pressed || command === undefined) return;
    event.preventDefault();
    pressed.closest('details.menu')?.removeAttribute('open');
    send({ command, argument: pressed.dataset['argument'] });
  });
  const press = new Press();
  addEventListener('message', ({ data }: MessageEvent<ContentMessage>) =>
    press.after(() => {
      if ('picture' in data) content.showPicture(data.picture);
      else if ('parts' in data) content.show(data);
      else take?.(data);
    }),
  );
  addEventListener('scroll', keepPlace);
  addEventListener('toggle', keepPlace, true); // it does not bubble
  send({ command: readyCommand });
  return send;
}

/** Press of a pointer: new content waits for its end, which would else lose the button below it. */
class Press {
  private isUnderWay = false;
  private readonly waiting: (() => void)[] = [];

  constructor() {
    addEventListener('pointerdown', () => {
      this.isUnderWay = true;
    });
    // The click comes after it.
    for (const end of ['pointerup', 'pointercancel', 'blur']) addEventListener(end, () => setTimeout(() => this.end()));
  }

  after(work: () => void): void {
    if (this.isUnderWay) this.waiting.push(work);
    else work();
  }

  private end(): void {
    this.isUnderWay = false;
    for (const work of this.waiting.splice(0)) work();
  }
}
