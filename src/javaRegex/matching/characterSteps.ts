import { foldCase, otherAsciiCase, toUpper } from '../regex/caseFolding.ts';
import type { Frame, Machine, Outcome } from './machine.ts';
import { Instruction, type Lengths } from './machine.ts';

type Test = (codePoint: number) => boolean;

/** Java's value for "no bound", which its sums of lengths add and multiply until they overflow. */
const unbounded = 0x7fffffff;

function widthOf(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}

/** Matches a character of a set. */
export class OneCharacter extends Instruction {
  readonly test: Test;

  constructor(next: Instruction, test: Test) {
    super(next);
    this.test = test;
  }

  override enter(machine: Machine, at: number): Outcome {
    if (at >= machine.subject.length) return 'no';
    const codePoint = machine.read(at);
    return this.test(codePoint) ? machine.goTo(this.next, at + widthOf(codePoint)) : 'no';
  }

  override study(lengths: Lengths): boolean {
    // Long runs of characters are common, and would recurse deeply.
    let following: Instruction = this;
    while (following instanceof OneCharacter) {
      lengths.min = (lengths.min + 1) | 0;
      lengths.max = (lengths.max + 1) | 0;
      following = following.next;
    }
    return following.study(lengths);
  }
}

/** Matches as many characters of a set as there are, then fewer: `.*`, `[a-z]+`. */
export class ManyCharacters extends Instruction {
  readonly test: Test;
  readonly min: number;

  constructor(next: Instruction, test: Test, min: number) {
    super(next);
    this.test = test;
    this.min = min;
  }

  override enter(machine: Machine, at: number): Outcome {
    let count = 0;
    let end = at;
    while (end < machine.subject.length) {
      const codePoint = machine.read(end);
      if (!this.test(codePoint)) break;
      end += widthOf(codePoint);
      count++;
    }
    machine.steps += count;
    if (end > machine.furthest) machine.furthest = end;
    return this.#tryNext(machine, end, count);
  }

  #tryNext(machine: Machine, end: number, count: number): Outcome {
    if (count < this.min) return 'no';
    if (count === this.min) return machine.goTo(this.next, end);
    return machine.call(this, end, 0, this.next, end, count);
  }

  override resume(machine: Machine, frame: Frame, matched: boolean): Outcome {
    if (matched) return 'yes';
    const { subject } = machine;
    machine.reads++;
    const end = frame.at - (isPairBefore(subject, frame.at) ? 2 : 1);
    return this.#tryNext(machine, end, frame.save0 - 1);
  }

  override study(lengths: Lengths): boolean {
    lengths.min = (lengths.min + this.min) | 0;
    if (lengths.maxIsKnown) lengths.max = (lengths.max + unbounded) | 0;
    lengths.deterministic = false;
    return this.next.study(lengths);
  }
}

/** Whether a surrogate pair ends at a place. */
export function isPairBefore(subject: string, at: number): boolean {
  return (
    at >= 2 && (subject.charCodeAt(at - 1) & 0xfc00) === 0xdc00 && (subject.charCodeAt(at - 2) & 0xfc00) === 0xd800
  );
}

/** `\R`: a line end; "\r\n" as a whole, or, if the rest does not match then, its first half. */
export class Newline extends Instruction {
  override enter(machine: Machine, at: number): Outcome {
    if (at >= machine.subject.length) return 'no';
    const unit = machine.subject.charCodeAt(at);
    machine.reads++;
    if (unit === 0x0d) {
      if (machine.subject.charCodeAt(at + 1) === 0x0a) return machine.call(this, at, 0, this.next, at + 2);
      return machine.goTo(this.next, at + 1);
    }
    const ends = (unit >= 0x0a && unit <= 0x0c) || unit === 0x85 || unit === 0x2028 || unit === 0x2029;
    return ends ? machine.goTo(this.next, at + 1) : 'no';
  }

  override resume(machine: Machine, frame: Frame, matched: boolean): Outcome {
    return matched ? 'yes' : machine.goTo(this.next, frame.at + 1);
  }

  override study(lengths: Lengths): boolean {
    lengths.min = (lengths.min + 1) | 0;
    lengths.max = (lengths.max + 2) | 0;
    return this.next.study(lengths);
  }
}

const pictograph = /^\p{Extended_Pictographic}/u;
const joinedPictograph = /^\p{Extended_Pictographic}.*\u200d$/su;
const loneSurrogate = /\p{Surrogate}/u;

let segmenter: Intl.Segmenter | undefined;

/** No character before this one continues a grapheme cluster, but for the line feed of a line end. */
const firstCombining = 0x300;

/** Steps that the segmenter takes the time of. */
const stepsOfSegmenter = 30;

/** End of the grapheme cluster that begins at a place. */
export function graphemeEnd(machine: Machine, at: number): number {
  const { subject, graphemeEnds } = machine;
  const [unit, next] = [subject.charCodeAt(at), subject.charCodeAt(at + 1)];
  const isAlone = unit < firstCombining && (next < firstCombining || at + 1 >= subject.length);
  if (isAlone && unit !== 0x0d) return at + 1;
  const known = graphemeEnds.get(at);
  if (known !== undefined) return known;
  machine.steps += stepsOfSegmenter;
  const end = segmentEnd(subject, at);
  graphemeEnds.set(at, end);
  return end;
}

function segmentEnd(subject: string, at: number): number {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  // A cluster is searched from its own beginning; a short stretch of the subject suffices for the segmenter.
  const stretch = subject.slice(at, at + 256);
  // For Java a lone surrogate is a control character, which stands for itself.
  const lone = stretch.search(loneSurrogate);
  if (lone === 0) return at + 1;
  const known = lone < 0 ? stretch : stretch.slice(0, lone);
  let end = segmentLength(segmenter, known);
  // Java joins pictographs by a joiner also after other marks.
  while (joinedPictograph.test(known.slice(0, end)) && pictograph.test(known.slice(end))) {
    end += segmentLength(segmenter, known.slice(end));
  }
  return at + end;
}

function segmentLength(segments: Intl.Segmenter, text: string): number {
  const [first] = segments.segment(text);
  return first?.segment.length ?? 1;
}

/** `\X`: a grapheme cluster. Java counts no length for it. */
export class Grapheme extends Instruction {
  override enter(machine: Machine, at: number): Outcome {
    if (at >= machine.subject.length) return 'no';
    machine.reads++;
    return machine.goTo(this.next, graphemeEnd(machine, at));
  }

  override study(lengths: Lengths): boolean {
    lengths.deterministic = false;
    return this.next.study(lengths);
  }
}

/** Matches the text of a group again. */
export class SameText extends Instruction {
  readonly group: number;
  readonly folding: 'none' | 'ascii' | 'unicode';

  constructor(next: Instruction, group: number, folding: 'none' | 'ascii' | 'unicode') {
    super(next);
    this.group = group;
    this.folding = folding;
  }

  override enter(machine: Machine, at: number): Outcome {
    const start = machine.groups[2 * this.group] ?? -1;
    const end = machine.groups[2 * this.group + 1] ?? -1;
    if (start < 0) return 'no';
    const length = end - start;
    if (at + length > machine.subject.length) return 'no';
    for (let i = 0; i < length; i++) {
      machine.reads += 2;
      if (!this.#same(machine.subject.charCodeAt(at + i), machine.subject.charCodeAt(start + i))) return 'no';
    }
    machine.steps += length;
    return machine.goTo(this.next, at + length);
  }

  #same(a: number, b: number): boolean {
    if (a === b) return true;
    if (this.folding === 'none') return false;
    if (this.folding === 'ascii') return otherAsciiCase(a) === b;
    return toUpper(a) === toUpper(b) || foldCase(a) === foldCase(b);
  }

  override study(lengths: Lengths): boolean {
    lengths.maxIsKnown = false;
    return this.next.study(lengths);
  }
}
