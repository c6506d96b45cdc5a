/** The days of an undertaking in words, under both readings of "vardag" (domain/legal-clock); the one in force is said. */
import { undertakingDates } from '../../domain/legal-clock/liability-undertaking.js'
import { reinstatementPeriod } from '../../domain/legal-clock/reinstatement.js'
import { readingOfVardag } from '../../domain/legal-clock/vardagar.js'
import type { Settings } from '../../domain/policy.js'
import { longDay } from '../../domain/swedish-dates.js'
import { lowerFirst } from '../../web/swedish-words.js'
import type { NoticeForLetter } from './case-standing-store.js'

export function undertakingDays(
  { servedOn, arrivedOn }: Pick<NoticeForLetter, 'servedOn' | 'arrivedOn'>,
  settings: Pick<Settings, 'saturdaysAreVardagar' | 'undertakingMarginVardagar'>,
): { label: string; value: string; note?: string }[] {
  const facts = { servedOn, socialnamndenToldOn: arrivedOn }
  const [counted, notCounted] = [reinstatementPeriod(facts, true), reinstatementPeriod(facts, false)]
  const { lastDayOn } = counted
  if (lastDayOn === null)
    return [{ label: 'Tid att åta sig', value: counted.notBegun ?? '', note: 'Ett åtagande som lämnas nu gäller ändå.' }]
  const [target, last] = undertakingDates(lastDayOn, settings.undertakingMarginVardagar)
  const decidable = (period: typeof counted) =>
    longDay(period.dates.find((date) => date.kind === 'EVICTION_MAY_BE_DECIDED')?.on ?? lastDayOn)
  const inForce = readingOfVardag(settings.saturdaysAreVardagar === 1)
  return [
    { label: 'Hos hyresvärden senast', value: longDay(lastDayOn), note: last?.statute },
    { label: 'Eget mål', value: longDay(target?.on ?? lastDayOn) },
    {
      label: 'Avhysning får beslutas från',
      value:
        decidable(counted) === decidable(notCounted)
          ? `${decidable(counted)}, hur lördagar än räknas`
          : `${decidable(counted)} om lördagar räknas som vardagar, annars ${decidable(notCounted)}`,
      note: `Inställningen nu: ${lowerFirst(inForce)}`,
    },
  ]
}
