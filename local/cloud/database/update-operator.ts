/** What an operator makes of a field: it gets the present value (undefined when missing) and returns the new one. */
export type FieldOperator = (present: unknown, operand: unknown, path: string) => unknown

/** Returned by a field operator to leave the field as it is, a missing field included. */
export const UNCHANGED = Symbol('unchanged')
