/** End of the ids of the lines above the builds of an issue. */
export const buildsId = '/:builds';
