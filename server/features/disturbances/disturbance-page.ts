/** From a disturbance's facts to what its page and its line say: the next action, the days with today among them, what has happened. */
import type { Day } from '../../domain/calendar.js'
import { disturbanceOn, type DisturbanceAction, type DisturbanceDate, type DisturbanceOnDay } from '../../domain/disturbances.js'
import { stateOf } from '../../domain/disturbances/open-disturbance.js'
import type { Settings } from '../../domain/policy.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { dueWords } from '../today/line-words.js'
import type { Disturbance } from './disturbance-store.js'

export interface DisturbanceWords extends DisturbanceOnDay {
  href: string
  next: DisturbanceAction | null
  also: DisturbanceAction[]
}

export function disturbanceWords(one: Disturbance, today: Day, settings: Settings): DisturbanceWords {
  const now = disturbanceOn(one.facts, today, settings)
  const [next, ...also] = now.actions
  return { ...now, href: paths.disturbance.url({ disturbanceId: one.id }), next: next ?? null, also }
}

const WHAT: Record<DisturbanceDate['what'], [ahead: string, done: string]> = {
  URGED: ['Rättelseanmaning senast', 'Rättelseanmaning given'],
  SOCIALNAMNDEN_TOLD: ['Underrätta socialnämnden senast', 'Socialnämnden underrättad'],
  MAY_TERMINATE: ['Hyresvärden får säga upp från', 'Hyresvärden får säga upp från'],
  QUIET_LONG_ENOUGH: ['Kan avslutas om det är tyst till', 'Kan avslutas'],
}

/** The days of the disturbance with today among them; exactly one of what is to come is next. */
export function deadlinesOf(words: DisturbanceWords, one: Disturbance, today: Day) {
  const happened = [
    ...one.facts.reports.map((report) => ({
      on: report.happenedOn,
      what: `Störde: ${label(report.kind).toLowerCase()}`,
      law: null as string | null,
    })),
    ...one.facts.steps.map((step) => ({ on: step.happenedOn, what: label(step.kind), law: null as string | null })),
  ].map((item) => ({ ...item, own: false }))
  const dated = words.dates
    .filter((date) => date.on !== null && !(date.done && date.what !== 'MAY_TERMINATE'))
    .map((date) => ({
      on: date.on ?? today,
      what: WHAT[date.what][date.done ? 1 : 0],
      law: date.statute,
      own: date.what !== 'MAY_TERMINATE',
    }))
  const actions = words.actions
    .filter((action) => action.done !== 'URGED' && action.done !== 'SOCIALNAMNDEN_TOLD')
    .map((action) => ({ on: action.dueOn, what: `${label(action.action)} senast`, law: action.statute, own: true }))
  const all = [...happened, ...dated, ...actions]
  const next = all.filter((item) => item.own && item.on >= today).sort((a, b) => (a.on < b.on ? -1 : 1))[0]
  const items = all.map((item) => ({
    on: item.on,
    what: item.what,
    law: item.law,
    when: item === next ? ('next' as const) : item.on < today ? ('past' as const) : ('future' as const),
    status: item === next ? dueWords(item.on, today) : null,
    order: item.own ? 2 : 0,
  }))
  const now = { on: today, what: 'I dag', law: null, when: 'today' as const, status: null, order: 1 }
  return [...items, now].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.order - b.order)).map(({ order: _order, ...item }) => item)
}

/** What the law asks for, each with its day or why there is none. */
export function legalFacts(words: DisturbanceWords) {
  return words.dates
    .filter((date) => date.what !== 'QUIET_LONG_ENOUGH')
    .map((date) => ({ label: LEGAL[date.what], why: date.why, statute: date.statute }))
}
const LEGAL: Record<DisturbanceDate['what'], string> = {
  URGED: 'Rättelseanmaning',
  SOCIALNAMNDEN_TOLD: 'Underrättelse',
  MAY_TERMINATE: 'Uppsägning',
  QUIET_LONG_ENOUGH: 'Tyst',
}

export function crumbsTo(one?: Disturbance) {
  const list = { href: paths.disturbances.url(), text: 'Störningar' }
  return one ? [list, { href: paths.disturbance.url({ disturbanceId: one.id }), text: one.name }] : [list]
}

/** The disturbances of a person, a home or a case in few words: the open first, the newest first among them. */
export function disturbanceLines(rows: readonly Disturbance[]) {
  return [...rows]
    .sort((a, b) => Number(a.closedOn !== null) - Number(b.closedOn !== null) || b.id - a.id)
    .map((one) => {
      const state = stateOf(one.facts)
      const open = state.worst === 'MINOR_DISTURBANCE' ? ('progress' as const) : ('warning' as const)
      return {
        href: paths.disturbance.url({ disturbanceId: one.id }),
        title: [...new Set(one.facts.reports.map((report) => label(report.kind)))].join(', ') || 'Störning',
        tone: one.closedOn === null ? open : ('neutral' as const),
        state: one.closedOn === null ? `Öppen, ${label(state.worst).toLowerCase()}` : state.closed?.unfounded ? 'Stämde inte' : 'Avslutad',
        on: state.latestOn,
      }
    })
}
