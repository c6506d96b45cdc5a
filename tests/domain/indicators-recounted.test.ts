/**
 * The takeover indicators counted again in the slowest way there is: night by night, from the words of domain.md §1.3 and not from the code,
 * over small worlds in which everything happens: places that are re-typed, leases that end, stays of no night, moves within a decision,
 * takeovers on the first and the last day of a period, and a place that the nämnd gets back.
 */
import { expect, test } from '@jest/globals'
import { addDays, addMonths } from '../../server/domain/calendar.js'
import { HOUSING_FORMS, OUTCOMES, PERIODS, type IndicatorCode } from '../../server/domain/codes.js'
import { indicators, type ApartmentFacts, type IndicatorFacts, type StayFacts } from '../../server/domain/indicators.js'

const FIRST = '2023-09-01'
const edges = ['2023-12-31', '2024-01-01', '2024-02-29', '2024-04-30', '2024-05-01', '2024-08-31', '2024-09-01', '2024-12-31', '2025-01-01']

function diceFrom(seed: number) {
  let state = seed
  return (n: number) => {
    state = (state * 16807) % 2147483647
    return Math.floor((state / 2147483647) * n)
  }
}
type Dice = ReturnType<typeof diceFrom>
const one = <T>(dice: Dice, of: readonly T[]): T => of[dice(of.length)] as T
const anyDay = (dice: Dice, from: string): string => {
  const edge = one(dice, edges)
  return dice(3) === 0 && edge >= from ? edge : addDays(from, dice(260))
}

function world(dice: Dice): IndicatorFacts {
  const apartments: ApartmentFacts[] = []
  const stays: StayFacts[] = []
  for (let id = 1; id <= 4; id++) {
    const forms = []
    let at = anyDay(dice, FIRST)
    for (let n = 0; n < 1 + dice(3); n++) {
      const endsOn = dice(3) === 0 ? null : anyDay(dice, addDays(at, 1))
      forms.push({ startsOn: at, endsOn, form: dice(2) === 0 ? ('FORSOKSLAGENHET' as const) : one(dice, HOUSING_FORMS) })
      if (endsOn === null) break
      at = dice(3) === 0 ? addDays(endsOn, dice(40)) : endsOn
    }
    const leases = dice(2) === 0 ? [] : [{ startsOn: anyDay(dice, FIRST), endsOn: dice(2) === 0 ? null : anyDay(dice, '2024-06-01') }]
    apartments.push({ id, forms, leases })
    let from = anyDay(dice, FIRST)
    for (let n = 0; n < dice(4); n++) {
      const endsOn = dice(5) === 0 ? null : dice(6) === 0 ? from : anyDay(dice, from)
      const outcome = endsOn === null || dice(8) === 0 ? null : dice(2) === 0 ? ('OVERTAG' as const) : one(dice, OUTCOMES)
      stays.push({ id: stays.length + 1, personId: 1 + dice(5), apartmentId: id, startsOn: from, endsOn, outcome })
      if (endsOn === null) break
      from = dice(2) === 0 ? endsOn : addDays(endsOn, dice(60))
    }
  }
  return { apartments, stays }
}

const holds = (of: { startsOn: string; endsOn: string | null }, day: string) =>
  of.startsOn <= day && (of.endsOn === null || day < of.endsOn)

function recount({ apartments, stays }: IndicatorFacts, first: string, last: string, today: string) {
  const days: string[] = []
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day)
  const isTrial = (id: number, day: string) =>
    apartments.some((place) => place.id === id && place.forms.some((form) => form.form === 'FORSOKSLAGENHET' && holds(form, day)))
  /** What the outcome is about: the place as it was on the last night; of a stay without a night, on its day. */
  const endedAsTrial = (stay: StayFacts) =>
    stay.endsOn !== null &&
    (stay.startsOn < stay.endsOn ? isTrial(stay.apartmentId, addDays(stay.endsOn, -1)) : isTrial(stay.apartmentId, stay.startsOn))
  const takeovers = stays.filter((stay) => stay.outcome === 'OVERTAG' && endedAsTrial(stay))
  const inPeriod = (day: string | null) => day !== null && day >= first && day <= last
  /** The nämnd has the place as a försökslägenhet: not from a transfer on, until somebody moves in again or a contract of a later day begins. */
  const isStock = (place: ApartmentFacts, day: string) =>
    place.forms.some((form) => {
      if (form.form !== 'FORSOKSLAGENHET' || !holds(form, day)) return false
      const leases = place.leases.length === 0 ? [form] : place.leases.filter((lease) => holds(lease, day))
      return leases.some((lease) => {
        const contractFrom = lease.startsOn > form.startsOn ? lease.startsOn : form.startsOn
        return !takeovers.some(
          ({ apartmentId, endsOn }) =>
            apartmentId === place.id &&
            endsOn !== null &&
            contractFrom < endsOn &&
            endsOn <= day &&
            !stays.some((stay) => stay.apartmentId === place.id && stay.startsOn >= endsOn && stay.startsOn <= day),
        )
      })
    })
  const taken = takeovers.filter((stay) => inPeriod(stay.endsOn))
  const takenPlaces = taken.map((stay) => stay.apartmentId)
  const stockOn = (day: string) => apartments.filter((place) => isStock(place, day)).map(({ id }) => id)
  const atAnyTime = days.flatMap(stockOn)
  const onLast = days.length === 0 ? [] : stockOn(last)

  const ended = stays.filter((stay) => endedAsTrial(stay) && inPeriod(stay.endsOn))
  const counted = ended.filter(({ outcome }) => outcome !== 'AVLIDEN' && outcome !== 'FLYTT_SAMMA_STEG')
  const livedIn = stays.filter((stay) => days.some((day) => holds(stay, day) && isTrial(stay.apartmentId, day)))

  /** The first night of a stay in a försökslägenhet; of a stay without a night, its day. */
  const entryOf = (stay: StayFacts): string | null => {
    if (stay.endsOn !== null && stay.endsOn <= stay.startsOn) return isTrial(stay.apartmentId, stay.startsOn) ? stay.startsOn : null
    for (let day = stay.startsOn; day <= '2026-12-31' && holds(stay, day); day = addDays(day, 1)) {
      if (isTrial(stay.apartmentId, day)) return day
    }
    return null
  }
  const people = [...new Set(stays.map((stay) => stay.personId))]
  const entered = people.flatMap((personId) => {
    const own = stays
      .filter((stay) => stay.personId === personId)
      .flatMap((stay) => {
        const on = entryOf(stay)
        return on === null ? [] : [{ stay, on }]
      })
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.stay.id - b.stay.id))
    const at = own.findIndex(({ on }, n) => inPeriod(on) && own[n - 1]?.stay.outcome !== 'FLYTT_SAMMA_STEG')
    const [entry] = own.slice(Math.max(0, at))
    return at === -1 || !entry ? [] : [{ personId, on: entry.on, stays: own.slice(at).map(({ stay }) => stay) }]
  })
  const within = (months: number) =>
    entered
      .filter(({ on, stays: own }) =>
        own.some((stay) => takeovers.includes(stay) && (stay.endsOn ?? '') <= addMonths(on, months) && (stay.endsOn ?? '') <= today),
      )
      .map(({ personId }) => personId)
  const cohort = entered.map(({ personId }) => personId)
  const answer: Partial<Record<IndicatorCode, [number[], number[]]>> = {
    I1a: [takenPlaces, [...atAnyTime, ...takenPlaces]],
    I1b: [takenPlaces, [...onLast, ...takenPlaces]],
    I1c: [takenPlaces, onLast],
    I2: [counted.filter(({ outcome }) => outcome === 'OVERTAG').map(({ personId }) => personId), counted.map(({ personId }) => personId)],
    I2b12: [within(12), cohort],
    I2b18: [within(18), cohort],
    I2b24: [within(24), cohort],
    I2b36: [within(36), cohort],
    I3: [taken.map(({ personId }) => personId), [...livedIn, ...taken].map(({ personId }) => personId)],
  }
  return answer
}

const each = (ids: readonly number[]) => [...new Set(ids)].sort((a, b) => a - b)

test('night by night they come to the same', () => {
  const dice = diceFrom(20132014)
  const seen = new Map<string, number>()
  for (let n = 0; n < 300; n++) {
    const facts = world(dice)
    const period = one(dice, PERIODS)
    const only = dice(2) === 0
    const today = one(dice, ['2024-01-01', '2024-02-29', '2024-04-30', '2024-05-01', '2024-11-22', '2024-12-31', '2026-06-30'])
    const first = `2024-${only ? { T1: '01', T2: '05', VB: '09' }[period] : '01'}-01`
    const end = `2024-${{ T1: '04-30', T2: '08-31', VB: '12-31' }[period]}`
    const last = end < today ? end : today
    const wanted = recount(facts, first, last, today)
    for (const found of indicators(facts, { year: 2024, period, only, today }).indicators) {
      const [numerator = [], denominator = []] = wanted[found.code] ?? []
      expect([n, found.code, found.numerator, found.denominator]).toEqual([n, found.code, each(numerator), each(denominator)])
      if (numerator.length > 0) seen.set(found.code, (seen.get(found.code) ?? 0) + 1)
    }
  }
  // Every one of them had something to count, many times.
  expect([...seen.values()].every((times) => times > 10)).toBe(true)
  expect(seen.size).toBe(9)
})
