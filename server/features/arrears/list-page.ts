/** What the arrears page is given: figures, cuts, filters, the rows in words, and the sums of the whole selection. */
import type { ActingUser } from '../../actor.js'
import { may } from '../../domain/access.js'
import { ageingNames } from '../../domain/arrears-ageing.js'
import { trendSince } from '../../domain/arrears-trend.js'
import { HOUSING_FORMS, type HousingForm, type Role } from '../../domain/codes.js'
import { stepOfHousingForm } from '../../domain/ladder.js'
import { amount } from '../../domain/money.js'
import { choices, label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { rentSubnav } from '../rent/rent-pages.js'
import { ROLES_WITH_OWN_PEOPLE } from '../today/today-page.js'
import type { ArrearsQuery, ArrearsSort, Cut } from './form.js'
import { arrearsPageSize, type ArrearsList, type DetailedRow } from './list.js'
import { changeText, contactWords, dateWords, deadlineOf, monthsText, monthsTone, nextStep, planWords } from './row-words.js'
import type { ArrearsRow } from './store.js'

export function listLocals(actor: ActingUser, query: ArrearsQuery, list: ArrearsList) {
  const { on, settings, all, chosen } = list
  const { knownOn, knownError } = list
  const isToday = on === actor.today
  const isNow = isToday && knownOn === null
  const kept = { ...query, dag: isToday ? undefined : on, kand: knownOn ?? undefined, sida: undefined }
  const href = (change: Partial<Record<keyof ArrearsQuery, string | number>>) => paths.arrears.url({}, { ...kept, ...change })
  const plans = chosen.filter((row) => row.planId !== null)
  const broken = chosen.filter((row) => (row.planShortOre ?? 0) > 0).length
  const [oldest, withChildren] = [settings.ageingDays.at(-1) ?? 0, chosen.filter((row) => row.children > 0).length]
  const ageing = ageingNames(settings.ageingDays).map((name, n) => ({
    name,
    ore: chosen.reduce((sum, row) => sum + (row.ageing[n] ?? 0), 0),
  }))
  return {
    title: 'Skulder',
    active: 'rents',
    subnav: rentSubnav('arrears', may(actor.role, 'changeRents')),
    query,
    kept,
    on,
    isToday,
    dayError: list.dayError,
    knownOn,
    knownError,
    nobody: all.length === 0 && !query.form && !query.ks && !query.stod,
    figures: {
      ore: sumOf(chosen),
      oldest,
      oldOre: ageing.at(-1)?.ore ?? 0,
      isExpectedLoss: oldest === settings.expectedLossDays,
      people: chosen.length,
      withChildren,
      plans: plans.length,
      kept: plans.length - broken,
      broken,
    },
    cuts: cutsOf(actor, list, settings.noContactDays).map(({ cut, ...words }) => ({
      ...words,
      href: paths.arrears.url({}, { ...kept, urval: cut }),
      current: cut === query.urval,
    })),
    choices: { ...list.choices, forms: choices(HOUSING_FORMS) },
    since: dateWords(trendSince(on, settings.arrearsTrendMonths), on),
    columns: sortColumns(query.sortera, (sort) => href({ sortera: sort })),
    ageing,
    mayRemind: isNow && may(actor.role, 'sendLetters'),
    rows: list.rows.map((row) => rowLocals(row, list, actor.role)),
    pager: { page: list.page, pages: list.pages, total: chosen.length, size: arrearsPageSize, href: (n: number) => href({ sida: n }) },
    files: {
      xlsx: paths.arrearsXlsx.url({}, kept),
      csv: paths.arrearsCsv.url({}, kept),
    },
  }
}

function cutsOf(
  actor: ActingUser,
  { all, counts }: ArrearsList,
  noContactDays: number,
): { cut: Cut | undefined; text: string; count: number }[] {
  const hasOwn = ROLES_WITH_OWN_PEOPLE.includes(actor.role) || counts.mina > 0
  return [
    { cut: undefined, text: 'Alla', count: all.length },
    ...(hasOwn ? [{ cut: 'mina' as const, text: 'Mina', count: counts.mina }] : []),
    { cut: 'barn', text: 'Med barn', count: counts.barn },
    { cut: 'utflyttade', text: 'Utflyttade', count: counts.utflyttade },
    { cut: 'utan-kontakt', text: `Utan kontakt ${noContactDays} dagar`, count: counts['utan-kontakt'] },
    { cut: 'brutna', text: 'Brutna planer', count: counts.brutna },
  ]
}

/** The address and mark of each heading that sorts. Amounts and ages begin with the largest, names and contacts with the first. */
function sortColumns(current: ArrearsSort | undefined, href: (sort: ArrearsSort | '') => string) {
  const column = (name: 'namn' | 'skuld' | 'manader' | 'alder' | 'kontakt', first: ArrearsSort, other: ArrearsSort) => ({
    href: href(current === first ? other : first),
    sorted: current === name ? 'ascending' : current === `-${name}` ? 'descending' : undefined,
  })
  return {
    person: column('namn', 'namn', '-namn'),
    debt: column('skuld', '-skuld', 'skuld'),
    months: column('manader', '-manader', 'manader'),
    age: column('alder', '-alder', 'alder'),
    contact: column('kontakt', 'kontakt', '-kontakt'),
    urgency: { href: href(''), sorted: current === undefined ? 'descending' : undefined },
  }
}

function rowLocals(row: DetailedRow, { on, settings }: ArrearsList, role: Role) {
  const { details, shown } = row
  const step = shown ? nextStep(row, details, on, settings, role) : null
  return {
    personId: row.personId,
    shown,
    name: row.name,
    href: paths.personLedger.url({ personId: row.personId }),
    step: shown && row.housingForm && !row.movedOut ? stepOfHousingForm(row.housingForm as HousingForm) : null,
    movedOut: row.movedOut,
    children: row.children,
    debt: amount(row.overdueOre),
    other: row.otherOre > 0 ? amount(row.otherOre) : null,
    months: monthsText(row.monthsOwed),
    tone: monthsTone(row.monthsOwed),
    ageing: row.ageing.map((ore) => (ore === 0 ? '' : amount(ore))),
    change: changeText(row.trend.changeOre),
    trend: label(row.trend.trend),
    plan: shown ? planWords(row, details, on) : null,
    contact: shown ? contactWords(details, on) : null,
    next: step,
    deadline: shown ? deadlineOf(row, on) : null,
  }
}

const sumOf = (rows: readonly ArrearsRow[]) => rows.reduce((sum, row) => sum + row.overdueOre, 0)
