/** Change of a field by its values: values that are not named stay. */
export type FieldChange = readonly ({ readonly add: unknown } | { readonly remove: unknown })[];
