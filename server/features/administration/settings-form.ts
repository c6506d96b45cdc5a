/** What is typed to change a number of policy. */
import { z } from 'zod'
import { isPolicyName, parsePolicyValue, POLICY, type PolicyName } from '../../domain/policy.js'
import { fieldOf } from '../../web/read-form.js'

/** Zero minutes, hours or attempts would shut everybody out, the administrator too. */
const shutsOut = (name: PolicyName) => ['minutes', 'hours', 'attempts'].includes(POLICY[name].unit)

export const SettingForm = z
  .object({
    name: z.string({ error: 'Välj inställning' }).refine(isPolicyName, 'Välj inställning'),
    value: fieldOf.text('Skriv värdet', 60),
    fromOn: fieldOf.day('Skriv från vilken dag värdet gäller'),
    source: fieldOf.text('Skriv var beslutet står, till exempel verksamhetsplan eller diarienummer', 300),
  })
  .transform((form, context) => {
    if (!isPolicyName(form.name)) return z.NEVER
    const value = parsePolicyValue(form.name, form.value)
    if (value === null) {
      const list = typeof POLICY[form.name].value !== 'number'
      context.addIssue({
        code: 'custom',
        path: ['value'],
        message: list
          ? 'Skriv hela tal i stigande ordning med komma mellan, till exempel 3, 6, 9'
          : 'Skriv ett helt tal med högst fyra siffror',
      })
      return z.NEVER
    }
    if (value === 0 && shutsOut(form.name)) {
      context.addIssue({ code: 'custom', path: ['value'], message: 'Skriv minst 1. Med 0 kommer ingen in' })
      return z.NEVER
    }
    if (form.fromOn < POLICY[form.name].holdsFrom) {
      context.addIssue({ code: 'custom', path: ['fromOn'], message: `Skriv en dag från ${POLICY[form.name].holdsFrom} och framåt` })
      return z.NEVER
    }
    return { ...form, name: form.name, value: String(value) }
  })
