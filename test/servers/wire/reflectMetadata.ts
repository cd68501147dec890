// @peculiar/x509 finds its parts through tsyringe, which wants the reflect-metadata polyfill. This much of it does.
const known = new WeakMap<object, Map<unknown, unknown>>();

Object.assign(Reflect, {
  getMetadata: (key: unknown, target: object) => known.get(target)?.get(key),
  getOwnMetadata: (key: unknown, target: object) => known.get(target)?.get(key),
  hasOwnMetadata: (key: unknown, target: object) => known.get(target)?.has(key) ?? false,
  defineMetadata: (key: unknown, value: unknown, target: object) => {
    known.set(target, (known.get(target) ?? new Map()).set(key, value));
  },
});
