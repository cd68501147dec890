function target(): undefined {
  return undefined;
}

/**
 * Stands for every part of the editor's interface that no case looks at: each property and call of it is inert again,
 * and instances of it keep their fields.
 */
export const inert: unknown = new Proxy(target, {
  get(_, name) {
    // Awaiting it must end, and so must walking through it.
    if (name === 'then') return undefined;
    if (name === Symbol.iterator) return () => [][Symbol.iterator]();
    if (name === Symbol.toPrimitive) return () => '';
    return name === 'prototype' ? Object.prototype : inert;
  },
  set: () => true,
  apply: () => inert,
  construct: (_, __, type) => overInert(Object.create(type.prototype)),
});

/** An object whose missing parts are inert. */
export function overInert(parts: object): object {
  return new Proxy(parts, {
    get: (own, name) => (name in own || name === 'then' ? Reflect.get(own, name) : inert),
  });
}
