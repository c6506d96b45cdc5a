/** What is typed to change a number of policy. */
import { z } from 'zod'
import type { Day } from '../../domain/calendar.js'
import { parseKronor } from '../../domain/money.js'
import { parsePolicyValue, POLICY, type PolicyName } from '../../domain/policy.js'
import { fieldOf } from '../../web/read-form.js'

/** Zero minutes, hours or attempts would shut everybody out, the administrator too. */
const shutsOut = (name: PolicyName) => ['minutes', 'hours', 'attempts'].includes(POLICY[name].unit)

export const SettingForm = (name: PolicyName, today: Day) =>
  z
    .object({
      value: fieldOf.text(howToWrite(name), 60).transform((text, context) => {
        const value = valueTyped(name, text)
        const message = value === null ? howToWrite(name) : value === 0 && shutsOut(name) ? 'Skriv minst 1. Med 0 kommer ingen in' : null
        if (message === null) return String(value)
        context.addIssue({ code: 'custom', message })
        return z.NEVER
      }),
      fromOn: fieldOf
        .soonDay(today, 'Skriv från vilken dag värdet gäller')
        .refine((day) => day === '' || day >= POLICY[name].holdsFrom, `Skriv en dag från ${POLICY[name].holdsFrom} och framåt`),
      source: fieldOf.text('Skriv var beslutet står, till exempel verksamhetsplan eller diarienummer', 300),
    })
    .transform((form) => ({ ...form, name }))

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
