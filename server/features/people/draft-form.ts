/** What a form of a note sends while it is written: anything goes, nothing of it need be right yet. */
import { z } from 'zod'
import type { Written } from '../../domain/note-drafts.js'

const longest = 50_000
const asTyped = (most: number) =>
  z
    .string()
    .max(most)
    .nullable()
    .catch(null)
    .transform((text) => text || null)

export const DraftForm = z.object({
  formKey: z
    .string()
    .regex(/^[\w-]{8,64}$/)
    .catch('without-key'),
  draftVersion: z.coerce.number().int().min(0).max(1_000_000_000).catch(0),
  kind: asTyped(20),
  reached: asTyped(10),
  happenedOn: asTyped(20),
  text: z
    .string()
    .catch('')
    .transform((text) => text.slice(0, longest)),
  correctsId: z.coerce.number().int().positive().max(1_000_000_000).nullable().catch(null),
})

export function writtenOf(form: z.infer<typeof DraftForm>, now: string): Written {
  const { formKey: tab, draftVersion: version, ...written } = form
  return { ...written, tab, version, savedAt: now }
}
