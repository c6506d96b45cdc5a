/** Kinds of notes and contacts. Their Swedish words stand in labels.sv.ts. */
export const NOTE_KINDS = ['CALL', 'SMS', 'VISIT', 'MEETING', 'LETTER', 'NOTE'] as const
export type NoteKind = (typeof NOTE_KINDS)[number]

/** What is said of a contact that did not reach the person: "Samtal utan svar". */
export const NOT_REACHED: Record<NoteKind, string> = {
  CALL: 'utan svar',
  SMS: 'utan svar',
  VISIT: 'utan att träffas',
  MEETING: 'utan att träffas',
  LETTER: 'utan svar',
  NOTE: '',
}
