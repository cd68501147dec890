/** Where Jira might be, if it is not known: on a host of its own, or under a context path. */
export const likelyBases = ['https://jira.example.com', 'https://jira.example.com/jira'];

/** Any host: only for patterns that name one, since a host could be named as any path is. */
export const anyHost = 'https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/jira)?';
export const namesHost = /https?|:\/\/|[\w-]\\?\.[a-z]{2,}(?::\d+)?\//;
