/** What is typed about a contract template: its name and its whole text, pasted. */
import { z } from 'zod'
import { fieldOf } from '../../web/read-form.js'

export const TemplateForm = z.object({
  unitId: fieldOf.choice('Välj enhet'),
  name: fieldOf.text('Skriv vad mallen heter', 100),
  text: fieldOf.text('Klistra in mallens text', 60_000),
})
