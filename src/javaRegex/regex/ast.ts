import type { CharSet } from './charSet.ts';

// Tree of a pattern. Offsets count UTF-16 units in the source as it was written, `end` exclusive.

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Single character, written plainly or as an escape. */
export interface Literal extends Span {
  readonly type: 'literal';
  readonly codePoint: number;
  /** Set that it matches, where flags make that more than the character itself. */
  readonly set: CharSet | undefined;
  readonly escaped: boolean;
}

/** A character out of a set. */
export interface Characters extends Span {
  readonly type: 'characters';
  readonly set: CharSet;
  readonly written: 'dot' | 'class' | 'escape' | 'property';
  /** `[^…]`, `\D`, `\P{…}`: given by its complement. */
  readonly negated: boolean;
}

export type AnchorKind =
  | 'begin'
  | 'end'
  | 'lastMatch'
  | 'caret'
  | 'unixCaret'
  | 'dollar'
  | 'unixDollar'
  | 'multilineDollar'
  | 'unixMultilineDollar'
  | 'boundary'
  | 'notBoundary'
  | 'unicodeBoundary'
  | 'unicodeNotBoundary'
  | 'graphemeBoundary';

export interface Anchor extends Span {
  readonly type: 'anchor';
  readonly kind: AnchorKind;
}

/** `\R` or `\X`. */
export interface Cluster extends Span {
  readonly type: 'newline' | 'grapheme';
}

export interface BackReference extends Span {
  readonly type: 'backReference';
  readonly group: number;
  readonly name: string | undefined;
  readonly folding: 'none' | 'ascii' | 'unicode';
}

export interface Group extends Span {
  readonly type: 'group';
  readonly kind: 'capture' | 'plain' | 'atomic';
  /** From 1 for a capturing group, else 0. */
  readonly index: number;
  readonly name: string | undefined;
  readonly body: Alternation;
}

export interface Look extends Span {
  readonly type: 'look';
  readonly behind: boolean;
  readonly negated: boolean;
  /** Java counts a lookbehind's lengths in code points only if the pattern has such characters from here on. */
  readonly byCodePoints: boolean;
  readonly body: Alternation;
}

/** Inline flags without a group, `(?i)`. */
export interface Flags extends Span {
  readonly type: 'flags';
  readonly on: string;
  readonly off: string;
}

export type QuantifierMode = 'greedy' | 'lazy' | 'possessive';

export const unlimited = 0x7fffffff;

export interface Quantified extends Span {
  readonly type: 'quantified';
  readonly body: Node;
  readonly min: number;
  /** `unlimited` without a bound. */
  readonly max: number;
  readonly mode: QuantifierMode;
  /** Place of the quantifier itself. */
  readonly quantifier: Span;
  /** Written with braces. */
  readonly counted: boolean;
}

/** Empty node: stands before a quantifier with nothing to repeat, as in `{2}`. */
export interface Nothing extends Span {
  readonly type: 'nothing';
}

export interface Sequence extends Span {
  readonly type: 'sequence';
  readonly items: readonly Node[];
}

/** Alternatives; mostly a single one. */
export interface Alternation extends Span {
  readonly type: 'alternation';
  readonly alternatives: readonly Sequence[];
}

export type Node =
  | Literal
  | Characters
  | Anchor
  | Cluster
  | BackReference
  | Group
  | Look
  | Flags
  | Quantified
  | Nothing;

/** Pattern that Java accepts. */
export interface Pattern {
  readonly source: string;
  readonly root: Alternation;
  readonly groupCount: number;
  readonly groupNames: ReadonlyMap<string, number>;
  readonly hasBackReference: boolean;
  /** Whether Java searches by code points, and never begins in the middle of a surrogate pair. */
  readonly supplementary: boolean;
}

/** Direct children of a node. */
export function childrenOf(node: Node | Alternation | Sequence): readonly (Node | Sequence)[] {
  switch (node.type) {
    case 'alternation':
      return node.alternatives;
    case 'sequence':
      return node.items;
    case 'group':
    case 'look':
      return node.body.alternatives;
    case 'quantified':
      return [node.body];
    default:
      return [];
  }
}

/** All nodes of a tree, parents first. */
export function* nodesOf(root: Node | Alternation | Sequence): Generator<Node> {
  const open: (Node | Alternation | Sequence)[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type !== 'alternation' && node.type !== 'sequence') yield node;
    const children = childrenOf(node);
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child !== undefined) open.push(child);
    }
  }
}
