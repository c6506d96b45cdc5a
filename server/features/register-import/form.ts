/** What is chosen when the lists have been looked through. */
import { z } from 'zod'
import { fieldOf } from '../../web/read-form.js'

export const RegisterImportForm = z.object({
  skip: fieldOf.ticked(),
  /** Asked only where the nämnd has several enheter. */
  unitId: fieldOf.optionalChoice(),
})
