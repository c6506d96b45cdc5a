/**
 * The homes of a unit and who lived in them when: stories move in where a place of the right boendeform stands free, wait on the step
 * below when none does, and make room when they move on. A försökslägenhet that is taken over leaves the nämnd; a new one comes.
 */
import { addDays, addMonths, type Day } from '../../server/domain/calendar.js'
import type { HousingForm, Outcome } from '../../server/domain/codes.js'
import { somebody, type Somebody } from './names.js'
import type { Dice, Story } from './story.js'

export interface Place {
  ownId: string
  form: HousingForm
  address: string
  apartmentNumber: string
  landlord: string
  costCentre: string
  rentOre: number
  rooms: number
  squareMeters: number
  startsOn: Day
  endsOn: Day | null
  lease: 'OWN' | 'BLOCK'
  waiverUntilOn: Day | null
  /** first day it is free */
  freeFrom: Day
}
export interface Stay {
  place: Place
  startsOn: Day
  endsOn: Day | null
  outcome: Outcome | null
}
export interface Household {
  who: Somebody
  ownId: string
  story: Story
  stays: Stay[]
}
export interface TownPlan {
  /** how many places of each form the unit has */
  valet: number
  training: number
  externalTraining: number
  trial: number
  /** months of history before today */
  months: number
}

/** The unit of the plans: Valet's 20 places, 19 block-leased träningslägenheter, 3 external, about 40 försökslägenheter. */
export const unitPlan: TownPlan = { valet: 20, training: 19, externalTraining: 3, trial: 40, months: 60 }

const streets = [
  'Kvarnbacken',
  'Orrvägen',
  'Tallbacksvägen',
  'Ljungstigen',
  'Hägervägen',
  'Storkvägen',
  'Månadsvägen',
  'Sparvgränd',
  'Nybodagatan',
  'Valutavägen',
]
const landlords = ['Stadsbacken Bostäder', 'Lunda Hyreshus', 'Familjen Ek Fastigheter', 'Norra Bostäder']

/** Places and households from `today` minus the plan's months to today. Deterministic for the same dice. */
export function planTown(
  plan: TownPlan,
  stories: readonly Story[],
  today: Day,
  dice: Dice,
  firstSerial = 0,
): { places: Place[]; households: Household[] } {
  const opensOn = `${addMonths(today, -plan.months).slice(0, 7)}-01`
  const town = { places: [] as Place[], households: [] as Household[] }
  /** places nobody lives in, by boendeform; a taken-over one is gone */
  const stands: Record<HousingForm, Place[]> = {
    STODBOENDE: [],
    TRANINGSLAGENHET: [],
    FORSOKSLAGENHET: [],
    BOSTAD_FORST: [],
    JOURLAGENHET: [],
  }
  let takenOver = 0
  let placeSerial = firstSerial
  const build = (form: HousingForm, startsOn: Day, lease: 'OWN' | 'BLOCK'): Place => {
    const n = ++placeSerial
    const street = streets[n % streets.length] as string
    const place: Place = {
      ownId: `L-${String(n).padStart(5, '0')}`,
      form,
      address: form === 'STODBOENDE' ? `Valetvägen ${1 + Math.floor((n - 1) / 10)}` : `${street} ${1 + ((n * 7) % 40)}`,
      apartmentNumber: String(1000 + 100 * (n % 4) + 1 + (n % 6)),
      landlord: landlords[n % landlords.length] as string,
      costCentre: {
        STODBOENDE: '41210',
        TRANINGSLAGENHET: '41220',
        FORSOKSLAGENHET: '41230',
        BOSTAD_FORST: '41240',
        JOURLAGENHET: '41250',
      }[form],
      rentOre:
        100 * (form === 'STODBOENDE' ? 4150 : form === 'TRANINGSLAGENHET' ? dice.between(489, 540) * 10 : dice.between(512, 790) * 10),
      rooms: form === 'FORSOKSLAGENHET' ? dice.between(1, 3) : 1,
      squareMeters: form === 'FORSOKSLAGENHET' ? dice.between(34, 72) : dice.between(24, 38),
      startsOn,
      endsOn: null,
      lease,
      waiverUntilOn: lease === 'BLOCK' ? addMonths(today, (n % 5) * 9 + 3) : null,
      freeFrom: startsOn,
    }
    town.places.push(place)
    stands[form].push(place)
    return place
  }
  for (let n = 0; n < plan.valet; n++) build('STODBOENDE', '2013-01-01', 'OWN')
  for (let n = 0; n < plan.training; n++) build('TRANINGSLAGENHET', '2019-03-01', 'BLOCK')
  for (let n = 0; n < plan.externalTraining; n++) build('TRANINGSLAGENHET', '2013-01-01', 'OWN')
  for (let n = 0; n < plan.trial; n++) build('FORSOKSLAGENHET', addMonths('2016-01-01', n % 40), 'OWN')

  /** a place free on the day, or null; a försökslägenhet is acquired when the stock is below plan */
  const free = (form: HousingForm, on: Day): Place | null => {
    const found = stands[form].find((place) => place.freeFrom <= on && place.startsOn <= on)
    if (found || form !== 'FORSOKSLAGENHET' || takenOver === 0) return found ?? null
    takenOver--
    return build(form, on, 'OWN')
  }

  const cards = shuffled(
    stories.flatMap((story) => Array.from({ length: story.share }, () => story)),
    dice,
  )
  let card = 0
  // Month by month: those who are due to move do so where there is room; newcomers fill what stands empty.
  const waiting: { household: Household; steps: { form: HousingForm; months: number }[]; movesOn: Day }[] = []
  for (let month = 0; month <= plan.months; month++) {
    const monthOn = addMonths(opensOn, month)
    if (monthOn > today) break
    for (const mover of [...waiting].sort((a, b) => (a.movesOn < b.movesOn ? -1 : 1))) {
      if (mover.movesOn > monthOn) continue
      moveOn(mover, monthOn)
    }
    const newcomers = month < 3 ? 28 : dice.between(2, 6)
    for (let n = 0; n < newcomers * Math.max(1, Math.round((plan.valet + plan.training + plan.trial) / 82)); n++) {
      const story = cards[card++ % cards.length] as Story
      const steps = story.steps(dice)
      // The town opens with people on every step.
      const remaining = month < 3 ? steps.slice(n % steps.length) : steps
      const [first] = remaining
      const movesOn = addDays(monthOn, n % 3 === 0 ? dice.between(1, 20) : 0)
      const place = first && movesOn <= today ? free(first.form, movesOn) : null
      if (!first || !place) {
        continue
      }
      const serial = firstSerial + town.households.length
      const household: Household = { who: somebody(serial, dice), ownId: `P-${String(serial + 1).padStart(5, '0')}`, story, stays: [] }
      town.households.push(household)
      enter(household, place, movesOn)
      waiting.push({ household, steps: remaining, movesOn: addMonths(movesOn, first.months) })
    }
  }
  return town

  function enter(household: Household, place: Place, on: Day): void {
    stands[place.form].splice(stands[place.form].indexOf(place), 1)
    household.stays.push({ place, startsOn: on, endsOn: null, outcome: null })
  }
  function moveOn(mover: (typeof waiting)[number], on: Day): void {
    const current = mover.household.stays.at(-1)
    const [now, next] = mover.steps
    if (!current || !now) return
    if (!next) {
      const ending = mover.household.story.ending(dice)
      leave(current, on, ending === 'OVERTAG' && current.place.form !== 'FORSOKSLAGENHET' ? 'AVSLUTAD_ENLIGT_PLAN' : ending)
      waiting.splice(waiting.indexOf(mover), 1)
      return
    }
    const place = free(next.form, on)
    if (!place) return // waits on the step below, tries again next month
    leave(current, on, rank(next.form) > rank(now.form) ? 'STEG_UPP' : rank(next.form) < rank(now.form) ? 'STEG_NED' : 'FLYTT_SAMMA_STEG')
    enter(mover.household, place, on)
    mover.steps.shift()
    mover.movesOn = addMonths(on, next.months)
  }
  function leave(stay: Stay, on: Day, outcome: Outcome): void {
    stay.endsOn = on
    stay.outcome = outcome
    if (outcome === 'OVERTAG') {
      stay.place.endsOn = on
      takenOver++
      return
    }
    stands[stay.place.form].push(stay.place)
    stay.place.freeFrom = addDays(on, dice.between(0, 14))
  }
}

const rank = (form: HousingForm) => ['JOURLAGENHET', 'STODBOENDE', 'TRANINGSLAGENHET', 'FORSOKSLAGENHET'].indexOf(form)

function shuffled<T>(items: T[], dice: Dice): T[] {
  for (let n = items.length - 1; n > 0; n--) {
    const other = dice.between(0, n)
    ;[items[n], items[other]] = [items[other] as T, items[n] as T]
  }
  return items
}
