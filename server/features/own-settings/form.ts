/** What is chosen on the own settings page. */
import { z } from 'zod'
import { fieldOf } from '../../web/read-form.js'

export const DigestForm = z.object({ mailDigest: fieldOf.oneOf(['YES', 'NO'], 'Välj om du vill ha daglig e-post') })
