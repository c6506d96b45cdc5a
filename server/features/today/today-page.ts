/**
 * "I dag" as a page: the lines of a role, cut to the actor's own people or the whole enhet, in their groups. A group shows its first
 * 25; the rest stand on the group's own pages, 100 on each.
 */
import { addDays, monthOf, nextMonth, type Day } from '../../domain/calendar.js'
import { URGENCY_GROUPS, type Role, type UrgencyGroup } from '../../domain/codes.js'
import type { Settings } from '../../domain/policy.js'
import { dueOn } from '../../domain/rent-due.js'
import { longDay, weekdayLong, weekdayName } from '../../domain/swedish-dates.js'
import type { TodayLine } from '../../domain/today.js'
import { label } from '../../labels.sv.js'
import { pageWithin } from '../../paging.js'
import { paths } from '../../paths.js'
import { countWords, plural, sentence } from '../../web/swedish-words.js'
import { GROUP_SLUGS, type TodayQuery } from './form.js'

const linesInGroup = 25
export const linesPerPage = 100

export interface LineGroup {
  id: string
  title: string
  meta: string | null
  count: number
  lines: TodayLine[]
  /** where all of the group stand, when some are left out here */
  more: { href: string; text: string } | null
  empty: { strong?: string; text: string }
}

/** The roles that have people of their own. */
export const ROLES_WITH_OWN_PEOPLE: readonly Role[] = ['BOENDESTOD', 'SOCIALSEKRETERARE']

/** Does the page open with the lines about the own people, and not with all of the role's? */
export function opensWithOwn(role: Role, own: ReadonlySet<number> | undefined): own is ReadonlySet<number> {
  return ROLES_WITH_OWN_PEOPLE.includes(role) && own !== undefined && own.size > 0
}

/** The lines about these people. */
export function linesAbout(people: ReadonlySet<number>, lines: readonly TodayLine[]): TodayLine[] {
  return lines.filter((line) => line.personId !== null && people.has(line.personId))
}

/** The groups to show; a page of one group when the query asks for it. */
export function groupsOf(
  lines: readonly TodayLine[],
  query: TodayQuery,
  today: Day,
  settings: Pick<Settings, 'urgentDays' | 'weekDays'>,
): LineGroup[] {
  return URGENCY_GROUPS.filter((group) => query.visa === null || query.visa === group).map((group) => {
    const all = lines.filter((line) => line.group === group)
    const from = query.visa === null ? 0 : pageWithin(query.sida, all.length, linesPerPage).offset
    const shown = all.slice(from, from + (query.visa === null ? linesInGroup : linesPerPage))
    const left = query.visa === null && shown.length < all.length
    return {
      id: GROUP_SLUGS[group],
      title: label(group),
      meta: all.length > 0 ? metaOf(group, today, settings) : null,
      count: all.length,
      lines: shown,
      more: left ? { href: paths.today.url({}, { urval: query.urval, visa: GROUP_SLUGS[group] }), text: `Visa alla ${all.length}` } : null,
      empty: EMPTY[group],
    }
  })
}

/** "Söndag 22 november 2026. Tre saker brådskar. Nästa hyra förfaller måndag 30 november." */
export function ledeOf(lines: readonly TodayLine[], today: Day): string {
  const urgent = lines.filter((line) => line.group === 'BRADSKAR').length
  const what = urgent === 0 ? 'Inget brådskar' : urgent === 1 ? 'En sak brådskar' : `${sentence(countWords(urgent))} saker brådskar`
  return `${weekdayLong(today)} ${today.slice(0, 4)}. ${what}. ${nextRent(today)}`
}

function nextRent(today: Day): string {
  const coming = dueOn(nextMonth(monthOf(today)))
  if (coming === today) return 'Hyran för nästa månad förfaller i dag.'
  const next = coming > today ? coming : dueOn(nextMonth(monthOf(today), 2))
  return `Nästa hyra förfaller ${weekdayAndDay(next)}${next.slice(0, 4) === today.slice(0, 4) ? '' : ` ${next.slice(0, 4)}`}.`
}

/** The cuts of the list: the own people, and everybody in reach. Null for a role without people of its own. */
export function cutsOf(role: Role, own: number, wholeNamnd: boolean, isOwn: boolean) {
  if (!ROLES_WITH_OWN_PEOPLE.includes(role)) return null
  return [
    {
      href: paths.today.url({}, { urval: 'mina' }),
      text: own === 0 ? 'Mina personer, inga än' : `Mina ${plural(own, 'person', 'personer')}`,
      current: isOwn,
    },
    { href: paths.today.url({}, { urval: 'alla' }), text: wholeNamnd ? 'Hela nämnden' : 'Hela enheten', current: !isOwn },
  ]
}

function metaOf(group: UrgencyGroup, today: Day, settings: Pick<Settings, 'urgentDays' | 'weekDays'>): string {
  if (group === 'BRADSKAR') return `Fristen är passerad eller går ut senast ${weekdayAndDay(addDays(today, settings.urgentDays))}`
  if (group === 'VECKAN') return `Fristen går ut senast ${weekdayAndDay(addDays(today, settings.weekDays))}`
  return 'Raden flyttar upp när det är dags'
}

const EMPTY: Record<UrgencyGroup, LineGroup['empty']> = {
  BRADSKAR: { strong: 'Allt som brådskade är gjort.', text: 'Listan följer hyror, boenden och avtal och fylls på av sig själv.' },
  VECKAN: { text: 'Inget mer den här veckan.' },
  BEVAKA: { text: 'Inget att bevaka just nu.' },
}

const weekdayAndDay = (day: Day) => `${weekdayName(day)} ${longDay(day).slice(0, -5)}`
