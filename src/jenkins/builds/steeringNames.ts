/** Form fields that Jenkins reads as instructions, also where a parameter has that name. */
const steeringNames = new Set(['delay', 'token', 'cause', 'json', 'Submit']);

/** Names of values that would steer Jenkins if they were sent as form fields. */
export function steeringNamesIn(names: Iterable<string>): string[] {
  return [...names].filter(name => steeringNames.has(name));
}
