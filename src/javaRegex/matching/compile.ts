import {
  type Alternation,
  type Group,
  type Look,
  type Node,
  type Pattern,
  type Quantified,
  type Sequence,
  unlimited,
} from '../regex/ast.ts';
import { tester } from '../regex/charSet.ts';
import { AnchorStep } from './anchorSteps.ts';
import { Branch, Join } from './branchSteps.ts';
import { Grapheme, ManyCharacters, Newline, OneCharacter, SameText } from './characterSteps.ts';
import { accept, Last, lookbehindEnd } from './endSteps.ts';
import { GroupEnd, GroupRepeat, GroupStart } from './groupSteps.ts';
import { Lookahead, Lookbehind } from './lookSteps.ts';
import { Loop, LoopEntry } from './loopSteps.ts';
import { type Instruction, type Lengths, noLengths } from './machine.ts';
import { Optional, Repeat } from './repeatSteps.ts';

/** Compiled pattern. */
export interface Program {
  readonly start: Instruction;
  readonly groups: number;
  readonly locals: number;
  readonly memos: number;
  /** Fewest characters of a match, as Java counts them. */
  readonly minLength: number;
  readonly supplementary: boolean;
}

interface Context {
  locals: number;
  memos: number;
  /** Number of quantified groups around. */
  repeats: number;
  /** Java remembers failed places only in patterns without back references. */
  readonly remembers: boolean;
}

/** Compiles a parsed pattern. Each step is built with its successor, so this goes from the end to the beginning. */
export function compile(pattern: Pattern): Program {
  const context: Context = {
    locals: 0,
    memos: 0,
    repeats: 0,
    remembers: !pattern.hasBackReference,
  };
  const start = compileAlternation(context, pattern.root, new Last());
  const lengths = noLengths();
  start.study(lengths);
  return {
    start,
    groups: pattern.groupCount,
    locals: context.locals,
    memos: context.memos,
    minLength: lengths.min,
    supplementary: pattern.supplementary,
  };
}

// Nested lookbehinds ask for the same lengths again.
const knownLengths = new WeakMap<Alternation, Lengths>();

/** Possible lengths of a lookbehind's body, as Java counts them. */
export function lengthsOf(body: Alternation): Lengths {
  const known = knownLengths.get(body);
  if (known !== undefined) return known;
  const context: Context = { locals: 0, memos: 0, repeats: 0, remembers: false };
  const lengths = noLengths();
  compileAlternation(context, body, lookbehindEnd).study(lengths);
  knownLengths.set(body, lengths);
  return lengths;
}

function compileAlternation(context: Context, alternation: Alternation, next: Instruction): Instruction {
  const [only] = alternation.alternatives;
  if (only !== undefined && alternation.alternatives.length === 1) return compileSequence(context, only, next);
  const join = new Join(next);
  const compiled = alternation.alternatives.map(sequence =>
    isEmpty(sequence) ? undefined : compileSequence(context, sequence, join),
  );
  return new Branch(join, compiled);
}

function isEmpty(sequence: Sequence): boolean {
  return sequence.items.every(item => item.type === 'flags');
}

function compileSequence(context: Context, sequence: Sequence, next: Instruction): Instruction {
  return sequence.items.reduceRight((following, item) => compileNode(context, item, following), next);
}

function compileNode(context: Context, node: Node, next: Instruction): Instruction {
  switch (node.type) {
    case 'literal': {
      const { codePoint, set } = node;
      return new OneCharacter(next, set === undefined ? other => other === codePoint : tester(set));
    }
    case 'characters':
      return new OneCharacter(next, tester(node.set));
    case 'anchor':
      return new AnchorStep(next, node.kind);
    case 'newline':
      return new Newline(next);
    case 'grapheme':
      return new Grapheme(next);
    case 'backReference':
      return new SameText(next, node.group, node.folding);
    case 'group':
      return compileGroup(context, node, next);
    case 'look':
      return compileLook(context, node, next);
    case 'quantified':
      return compileQuantified(context, node, next);
    default:
      return next;
  }
}

/** Opens a group; its end's successor is set once it is known how the group is repeated. */
function openGroup(context: Context, group: Group): { start: GroupStart; end: GroupEnd } {
  const slot = context.locals++;
  const end = new GroupEnd(accept, slot, group.index);
  return { start: new GroupStart(compileAlternation(context, group.body, end), slot), end };
}

function compileGroup(context: Context, group: Group, next: Instruction): Instruction {
  if (group.kind === 'atomic') return compileAtomic(context, group, next);
  if (group.kind === 'plain') return compileAlternation(context, group.body, next);
  const { start, end } = openGroup(context, group);
  end.next = next;
  return start;
}

function compileAtomic(context: Context, group: Group, next: Instruction): Instruction {
  return new Optional(next, compileAlternation(context, group.body, accept), 'independent');
}

function compileLook(context: Context, look: Look, next: Instruction): Instruction {
  if (!look.behind) return new Lookahead(next, compileAlternation(context, look.body, accept), look.negated);
  const { min, max } = lengthsOf(look.body);
  const condition = compileAlternation(context, look.body, lookbehindEnd);
  return new Lookbehind(next, condition, { negated: look.negated, min, max, byCodePoints: look.byCodePoints });
}

function compileQuantified(context: Context, node: Quantified, next: Instruction): Instruction {
  const { body, min, max, mode } = node;
  if (body.type === 'group' && body.kind !== 'atomic') return compileRepeatedGroup(context, node, body, next);
  const simple = min === 0 && max === 1;
  if (isCharacter(body) && mode === 'greedy' && max === unlimited) {
    return new ManyCharacters(next, body.type === 'literal' ? literalTest(body) : tester(body.set), min);
  }
  context.repeats++;
  const atom = compileNode(context, body, accept);
  context.repeats--;
  return simple ? new Optional(next, atom, mode) : new Repeat(next, atom, min, max, mode);
}

function isCharacter(node: Node): node is Extract<Node, { type: 'literal' | 'characters' }> {
  return node.type === 'literal' || node.type === 'characters';
}

function literalTest(node: Extract<Node, { type: 'literal' }>): (codePoint: number) => boolean {
  return node.set === undefined ? codePoint => codePoint === node.codePoint : tester(node.set);
}

function compileRepeatedGroup(context: Context, node: Quantified, group: Group, next: Instruction): Instruction {
  context.repeats++;
  const { start, end } = openGroup(context, group);
  context.repeats--;
  const { min, max, mode } = node;
  if (min === 0 && max === 1) return compileOptionalGroup(node, start, end, next);
  if (mode === 'possessive') return new Repeat(next, start, min, max, mode);
  if (start.study(noLengths())) {
    return new GroupRepeat(next, { atom: start.next, min, max, mode, slot: start.slot, group: group.index });
  }
  const loop = new Loop(next, { min, max, lazy: mode === 'lazy', counter: context.locals++, begin: start.slot });
  const outermost = context.repeats === 0;
  if (outermost && mode === 'greedy' && max === unlimited && context.remembers) loop.memo = context.memos++;
  loop.body = start;
  end.next = loop;
  return new LoopEntry(loop);
}

function compileOptionalGroup(node: Quantified, start: Instruction, end: Instruction, next: Instruction): Instruction {
  if (node.mode === 'possessive') return new Optional(next, start, 'possessive');
  const join = new Join(next);
  end.next = join;
  return new Branch(join, node.mode === 'greedy' ? [start, undefined] : [undefined, start]);
}

/** Whether Java repeats a group by a recursive call for each round, because the group can match in several ways. */
export function repeatsByRecursion(group: Group): boolean {
  const context: Context = { locals: 0, memos: 0, repeats: 0, remembers: false };
  return !openGroup(context, group).start.study(noLengths());
}
