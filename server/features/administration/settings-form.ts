/** What is typed to change a number of policy. */
import { z } from 'zod'
import type { Day } from '../../domain/calendar.js'
import { parseKronor } from '../../domain/money.js'
import { isPolicyName, parsePolicyValue, POLICY, type PolicyName } from '../../domain/policy.js'
import { fieldOf } from '../../web/read-form.js'

/** Zero minutes, hours or attempts would shut everybody out, the administrator too. */
const shutsOut = (name: PolicyName) => ['minutes', 'hours', 'attempts'].includes(POLICY[name].unit)

export const SettingForm = (today: Day) =>
  z
    .object({
      name: z.string({ error: 'Välj inställning' }).refine(isPolicyName, 'Välj inställning'),
      value: fieldOf.optionalText(60).transform((text) => text ?? ''),
      fromOn: fieldOf.soonDay(today, 'Skriv från vilken dag värdet gäller'),
      source: fieldOf.text('Skriv var beslutet står, till exempel verksamhetsplan eller diarienummer', 300),
    })
    .transform((form, context) => {
      if (!isPolicyName(form.name)) return z.NEVER
      const value = valueTyped(form.name, form.value)
      if (value === null) {
        context.addIssue({ code: 'custom', path: ['value'], message: howToWrite(form.name) })
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

/** Percent with decimals are typed as they are read, "2,25", and stored as hundredths. */
function valueTyped(name: PolicyName, text: string): ReturnType<typeof parsePolicyValue> {
  if (POLICY[name].unit !== 'hundredths') return parsePolicyValue(name, text)
  const hundredths = parseKronor(text.replace(/\s*(?:%|procent)$/i, ''))
  return hundredths === null ? null : parsePolicyValue(name, String(hundredths))
}

function howToWrite(name: PolicyName): string {
  if (POLICY[name].unit === 'yesNo') return 'Välj ja eller nej'
  if (POLICY[name].unit === 'hundredths') return 'Skriv räntan i procent, till exempel 2,25'
  return typeof POLICY[name].value === 'number'
    ? 'Skriv ett helt tal med högst fyra siffror'
    : 'Skriv hela tal i stigande ordning med komma mellan, till exempel 3, 6, 9'
}
