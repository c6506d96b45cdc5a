/**
 * How a rule answers: yes with what follows from it, or no with every reason. A rule never throws for what a person can cause; the
 * route shows the labels of the reasons (labels.sv.ts) in the form, with the input kept.
 *
 * Worked example: decideTakeover of a träningslägenhet without the landlord's approval answers
 * `{ refused: true, reasons: ['TRANING_CANNOT_BE_TAKEN_OVER', 'LANDLORD_NOT_APPROVED'] }`: both at once, so nobody corrects one thing
 * at a time.
 */

/** `T` is what follows from a yes, `R` the codes of the reasons for a no, `D` what else explains a no. */
export type Decision<T extends object, R extends string, D extends object = object> = ({ refused: false } & T) | Refusal<R, D>

export type Refusal<R extends string, D extends object = object> = { refused: true; reasons: R[] } & D
