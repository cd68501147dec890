import type { PageFile } from '../../../../shell/pages/pageMessages.ts';
import type { Send } from '../../../../shell/pages/script/startPage.ts';
import { BoxCommand, BoxId, type BoxMessage, type BoxText } from '../boxMessages.ts';
import { PeopleList } from './peopleList.ts';

/** Pause in typing after which the text is kept, in milliseconds. */
const pauseMs = 150;

/** Box in which a comment is written; the host keeps its text as a draft. */
export class CommentBox {
  private readonly send: Send;
  private readonly people: PeopleList;
  private timer: number | undefined;
  /** Number of the text that was sent last. */
  private turn = 0;

  constructor(send: Send) {
    this.send = send;
    this.people = new PeopleList({
      find: typed => send({ command: BoxCommand.findPeople, argument: typed }),
      choose: label => {
        this.keep();
        send({ command: BoxCommand.mention, argument: label });
      },
    });
    document.addEventListener('input', ({ target }) => {
      if (target !== area()) return;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.keep(), pauseMs);
      this.people.look(area());
    });
    document.addEventListener('keydown', event => this.press(event));
    // Before the button's command is sent.
    document.addEventListener('click', event => this.click(event), true);
    document.addEventListener('paste', event => this.takeFiles(event, event.clipboardData));
    document.addEventListener('drop', event => this.takeFiles(event, event.dataTransfer));
    document.addEventListener('dragover', event => {
      if (event.target === area()) event.preventDefault();
    });
    addEventListener('blur', () => this.keep());
  }

  take(message: object): void {
    const told = message as BoxMessage;
    if ('box' in told) this.show(told.box);
    else if ('preview' in told) fill(BoxId.preview, told.preview);
    else if ('insert' in told) this.insert(told.insert);
    else if ('people' in told) this.people.show(area(), told.people, told.typed);
  }

  /** Shows a text that was changed elsewhere, unless this one is newer. */
  private show({ text, turn }: BoxText): void {
    const box = area();
    if (!box || this.timer !== undefined || turn < this.turn || box.value === text) return;
    box.value = text;
    this.showPreview(false);
  }

  private insert(text: string): void {
    const box = area();
    if (!box) return;
    const from = this.people.take(box);
    box.focus();
    box.setRangeText(text, from ?? box.selectionStart, box.selectionEnd, 'end');
    this.keepNow(box.value);
  }

  /** Sends what was typed since the last time. */
  private keep(): void {
    if (this.timer !== undefined) this.keepNow(area()?.value ?? '');
  }

  private keepNow(text: string): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.turn++;
    const sent: BoxText = { text, turn: this.turn };
    this.send({ command: BoxCommand.write, argument: JSON.stringify(sent) });
  }

  private press(event: KeyboardEvent): void {
    if (event.target !== area() || event.isComposing) return;
    if (this.people.press(event)) return;
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    // Nothing of the editor's own is bound to it here.
    event.stopPropagation();
    this.keep();
    this.send({ command: BoxCommand.post });
  }

  private click({ target }: Event): void {
    this.keep();
    if (target instanceof Element && target.id === BoxId.toggle)
      this.showPreview(target.getAttribute('aria-pressed') !== 'true');
  }

  private showPreview(isOn: boolean): void {
    const box = area();
    const preview = document.getElementById(BoxId.preview);
    if (!box || !preview) return;
    document.getElementById(BoxId.toggle)?.setAttribute('aria-pressed', String(isOn));
    box.hidden = isOn;
    preview.hidden = !isOn;
    preview.innerHTML = '';
    if (isOn) this.send({ command: BoxCommand.preview, argument: box.value });
  }

  private takeFiles(event: Event, data: DataTransfer | null): void {
    const files = [...(data?.files ?? [])];
    if (event.target !== area() || files.length === 0) return;
    event.preventDefault();
    this.keep();
    // The host tells of a file that it cannot take; a browser that cannot read it has nothing to send.
    Promise.all(files.map(read)).then(
      read => this.send({ command: BoxCommand.attach, files: read }),
      error => reportError(error),
    );
  }
}

function area(): HTMLTextAreaElement | null {
  return document.querySelector(`textarea#${BoxId.input}`);
}

function fill(id: string, html: string): void {
  const element = document.getElementById(id);
  if (element) element.innerHTML = html;
}

async function read(file: File): Promise<PageFile> {
  return { name: file.name, content: new Uint8Array(await file.arrayBuffer()) };
}
