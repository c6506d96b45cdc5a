/** What is typed about a contract template: its name and, where no file is chosen, its whole text. */
import { z } from 'zod'
import { fieldOf } from '../../web/read-form.js'

/** A contract with all its attachments is some 60 pages at most. */
export const maxTemplateCharacters = 150_000

export const TemplateForm = z.object({
  unitId: fieldOf.choice('Välj enhet'),
  name: fieldOf.text('Skriv vad mallen heter', 100),
  from: fieldOf.oneOf(['FILE', 'PASTED'], 'Välj hur du lägger in texten'),
  documentId: fieldOf.optionalChoice(),
  text: fieldOf.optionalText(maxTemplateCharacters),
})
