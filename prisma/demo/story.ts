/**
 * What a household story is made of: the steps it climbs, how it pays, how it ends. One story per file in stories/; the town
 * (town.ts) finds the homes. Everything is drawn from a seeded dice, so the same day gives the same municipality.
 */
import type { HousingForm, Outcome, PayerKind, Protection } from '../../server/domain/codes.js'
import type { Day } from '../../server/domain/calendar.js'

/** A seeded dice (mulberry32). */
export interface Dice {
  /** 0 ≤ n < 1 */
  next(): number
  /** a whole number from `least` to `most` */
  between(least: number, most: number): number
  pick<T>(items: readonly T[]): T
}

export function diceOf(seed: number): Dice {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (items) => items[Math.floor(next() * items.length)] as (typeof items)[number],
  }
}

export interface StoryStep {
  form: HousingForm
  /** how long the household stays on it */
  months: number
}

/** One payment of a bill: part of it (0–1], and how many days after the due day (negative: before). */
export interface Pays {
  part: number
  days: number
  payer: PayerKind
}
export interface BillToPay {
  dueOn: Day
  /** bills of the household so far, this one not counted */
  number: number
  /** bills that come after this one up to today: 0 is the newest */
  fromLast: number
}

export interface Story {
  name: string
  /** how many of a hundred households live it */
  share: number
  steps(dice: Dice): StoryStep[]
  /** how the last stay ends, when its time is up before today */
  ending(dice: Dice): Outcome
  pays(bill: BillToPay, dice: Dice): Pays[]
  /** birth years of children, oldest first */
  children?(dice: Dice, year: number): number[]
  protection?: Protection
  /** the landlord has approved a takeover that comes soon, when the household still lives there */
  takeoverPlanned?: boolean
  /** notes on the person, newest last: days before today, kind, text */
  notes?: { daysAgo: number; kind: string; reached: 'JA' | 'NEJ' | null; text: string }[]
}

/** Pays the whole bill in time, now and then a few days early. */
export const inTime = (dice: Dice, payer: PayerKind = 'KLIENT'): Pays[] => [{ part: 1, days: -dice.between(0, 4), payer }]
