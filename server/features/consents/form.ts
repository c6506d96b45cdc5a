/** What is typed about a consent. The landlord is one of those the page knows, or a name. */
import { z } from 'zod'
import { CONSENT_SCOPES, CONSENT_WAYS } from '../../domain/codes.js'
import { fieldOf } from '../../web/read-form.js'

export const ConsentForm = z.object({
  /** a landlord of the register, or ANOTHER */
  landlord: fieldOf.text('Välj hyresvärd', 20),
  landlordName: fieldOf.optionalText(120),
  scope: fieldOf.oneOf(CONSENT_SCOPES, 'Välj vad ni får tala om'),
  givenHow: fieldOf.oneOf(CONSENT_WAYS, 'Välj hur samtycket lämnades'),
  givenOn: fieldOf.day('Skriv vilken dag samtycket lämnades'),
  untilOn: fieldOf.optionalDay(),
  text: fieldOf.optionalText(500),
})

export const WithdrawalForm = z.object({ withdrawnOn: fieldOf.day('Skriv vilken dag samtycket togs tillbaka') })
