/** Likely bases of Jira, if it is unknown: on a host of its own, or under a context path. */
export const likelyBases = ['https://jira.example.com', 'https://jira.example.com/jira'];

/**
 * Pattern of any host: only for patterns that name one, since a host could have the name of any path. The name stands
 * after the scheme, or at the beginning.
 */
export const anyHost = 'https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/jira)?';
export const namesHost = /https?\??:|:\/\/|:\\\/\\\/|^\^?(?:\.\*)?[\w-]+(?:\\?\.[\w-]+)*\\?\.[a-z]{2,}(?::\d+)?\\?\//;
