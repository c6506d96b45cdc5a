/** Kundförluster: what is expected to be lost on the last day of each month, what was written off, by cost centre and boendeform. */
import { csvBytes, type CsvValue } from '../../documents/csv.js'
import { may } from '../../domain/access.js'
import type { Month } from '../../domain/calendar.js'
import { amount } from '../../domain/money.js'
import { smallGroups } from '../../domain/small-groups.js'
import { dayAndMonth, monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { pageAsked, pageSize } from '../../paging.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { sentence } from '../../web/swedish-words.js'
import { groupQuery, periodChoices, periodQuery, readLosses } from './form.js'
import { expectedRows, lossesOf, realisedRows, type Losses, type LossLine } from './losses-store.js'
import { monthsWords } from './on-time-words.js'

interface Amounts {
  expectedOre: number
  realisedOre: number
  /** the fewest people that any of the two figures is about */
  people: number
}

export function lossesRoutes({ db }: House, { get }: Door): void {
  get(paths.losses, async (req, res) => {
    const actor = actorOf(res)
    const asked = readLosses(req.query, actor.today)
    const mayRead = may(actor.role, 'readRents')
    const { smallGroup } = await settingsFor(db, actor)
    const limit = mayRead ? null : smallGroup
    const losses = await lossesOf(db, actor, asked.months)
    const last = losses.days.at(-1)
    const address = (query: Record<string, string | number | null> = {}) => paths.losses.url({}, { ...periodQuery(asked), ...query })
    const toRows = (visa: 'befarade' | 'konstaterade', query: Record<string, string | null> = {}) =>
      mayRead ? `${address({ visa: visa === 'befarade' ? null : visa, ...query })}#rader` : null
    const told = (amounts: Amounts, ore: number) =>
      limit !== null && amounts.people > 0 && amounts.people < limit ? `färre än ${limit}` : amount(ore)
    const whole = amountsOf(losses, () => true, last?.month)
    const grouping = (by: 'costCentre' | 'housingForm') => {
      const { groups, hidden } = groupsBy(losses, by, last?.month, limit)
      return {
        by,
        hidden,
        rows: groups.map((group) => ({
          name: group.name,
          expected: { text: amount(group.expectedOre), href: group.query ? toRows('befarade', group.query) : null },
          realised: { text: amount(group.realisedOre), href: group.query ? toRows('konstaterade', group.query) : null },
        })),
      }
    }
    page(res, 'rent-follow-up/losses', {
      title: 'Kundförluster',
      active: 'rents',
      crumbs: [{ href: paths.rentFollowUp.url(), text: 'Uppföljning' }],
      csvHref: paths.lossesCsv.url({}, periodQuery(asked)),
      ...periodChoices(asked, (query) => paths.losses.url({}, query)),
      periodWords: last ? sentence(monthsWords(asked.months)) : 'Perioden har inte börjat',
      lastOn: last?.on ?? null,
      lastWords: last ? dayAndMonth(last.on) : '',
      expectedLossDays: last?.expectedLossDays ?? null,
      whole: {
        expected: told(whole, whole.expectedOre),
        realised: told(whole, whole.realisedOre),
        expectedRows: rowsOf(losses.expected.filter((line) => line.month === last?.month)),
        realisedRows: rowsOf(losses.realised),
        hidden: limit !== null && whole.people > 0 && whole.people < limit,
      },
      months: [...losses.days].reverse().map(({ month, on }) => {
        const amounts = amountsOf(losses, (line) => line.month === month, month)
        return {
          month: sentence(monthName(month)),
          on,
          expected: { text: told(amounts, amounts.expectedOre), href: toRows('befarade', { manad: month }) },
          realised: { text: told(amounts, amounts.realisedOre), href: toRows('konstaterade', { manad: month }) },
        }
      }),
      groupings: [grouping('costCentre'), grouping('housingForm')],
      sums: { expected: told(whole, whole.expectedOre), realised: told(whole, whole.realisedOre) },
      rows: mayRead ? await rowsSection() : null,
    })

    async function rowsSection() {
      const wish = { months: asked.rows, costCentre: asked.costCentre, housingForm: asked.housingForm }
      const read = asked.shown === 'befarade' ? expectedRows : realisedRows
      const list = await db.reading(async (tx) => {
        const first = await read(tx, actor, wish, pageSize, 0)
        const paging = pageAsked(req.query.sida, first.total)
        return { paging, ...first, rows: paging.page === 1 ? first.rows : (await read(tx, actor, wish, pageSize, paging.offset)).rows }
      })
      const group = { ...groupQuery(wish), manad: asked.month }
      const cut = (visa: 'befarade' | 'konstaterade', n?: number) =>
        `${address({ ...group, visa: visa === 'befarade' ? null : visa, sida: n && n > 1 ? n : null })}#rader`
      const words = [
        asked.costCentre === undefined ? '' : (asked.costCentre ?? 'Utan kostnadsställe'),
        asked.housingForm === undefined ? '' : asked.housingForm === null ? 'Utan boendeform' : label(asked.housingForm),
        asked.month === null ? '' : monthName(asked.month),
      ].filter(Boolean)
      return {
        ...list,
        shown: asked.shown,
        words: words.join(', '),
        clearHref: words.length === 0 ? null : `${address({ visa: asked.shown === 'befarade' ? null : asked.shown })}#rader`,
        sum: amount(list.ore),
        cuts: [
          { href: cut('befarade'), text: 'Befarade', current: asked.shown === 'befarade' },
          { href: cut('konstaterade'), text: 'Konstaterade', current: asked.shown === 'konstaterade' },
        ],
        pager: { ...list.paging, total: list.total, size: pageSize, noun: 'rader', href: (n: number) => cut(asked.shown, n) },
      }
    }
  })

  get(paths.lossesCsv, async (req, res) => {
    const actor = actorOf(res)
    const asked = readLosses(req.query, actor.today)
    const { smallGroup } = await settingsFor(db, actor)
    const losses = await lossesOf(db, actor, asked.months)
    res
      .attachment(`kundforluster-${asked.year}-${asked.period}.csv`)
      .type('text/csv; charset=utf-8')
      .send(csvBytes(CSV_HEADER, csvRows(losses, smallGroup)))
  })
}

/** Both figures of some lines: what is expected in `month` (months are not added), and what was realised. */
function amountsOf(losses: Losses, of: (line: LossLine) => boolean, month: Month | undefined): Amounts {
  const expected = losses.expected.filter((line) => line.month === month && of(line))
  const realised = losses.realised.filter(of)
  const sum = (lines: readonly LossLine[], what: 'ore' | 'people') => lines.reduce((all, line) => all + line[what], 0)
  const people = [sum(expected, 'people'), sum(realised, 'people')].filter((n) => n > 0)
  return { expectedOre: sum(expected, 'ore'), realisedOre: sum(realised, 'ore'), people: people.length === 0 ? 0 : Math.min(...people) }
}

const rowsOf = (lines: readonly LossLine[]) => lines.reduce((sum, line) => sum + line.rows, 0)

function groupsBy(losses: Losses, by: 'costCentre' | 'housingForm', month: Month | undefined, smallGroup: number | null) {
  const lines = [...losses.expected.filter((line) => line.month === month), ...losses.realised]
  const values = [...new Set(lines.map((line) => line[by]))].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1))
  const groups = values.map((value) => ({
    name: value === null ? (by === 'costCentre' ? 'Utan kostnadsställe' : 'Utan boendeform') : by === 'costCentre' ? value : label(value),
    query: groupQuery({ [by]: value }) as Record<string, string | null> | null,
    ...amountsOf(losses, (line) => line[by] === value, month),
  }))
  if (smallGroup === null) return { groups, hidden: false }
  const { shown, together, hidden } = smallGroups(groups, smallGroup)
  const sum = (what: 'expectedOre' | 'realisedOre') => together.reduce((all, group) => all + group[what], 0)
  const rest = { name: 'Övriga, små grupper', query: null, expectedOre: sum('expectedOre'), realisedOre: sum('realisedOre'), people: 0 }
  return { groups: hidden ? [] : [...shown, ...(together.length > 0 ? [rest] : [])], hidden }
}

const CSV_HEADER = ['Månad', 'Kostnadsställe', 'Boendeform', 'Befarad per', 'Befarad, kr', 'Avier', 'Konstaterad, kr', 'Avskrivningar']

/** Month by month and group by group; about too few people nothing is written out. */
function csvRows(losses: Losses, smallGroup: number): CsvValue[][] {
  return losses.days.flatMap(({ month, on }) => {
    const keyOf = (line: LossLine) => `${line.costCentre ?? ''}|${line.housingForm ?? ''}`
    const inMonth = (lines: readonly LossLine[]) => new Map(lines.filter((line) => line.month === month).map((line) => [keyOf(line), line]))
    const [expected, realised] = [inMonth(losses.expected), inMonth(losses.realised)]
    const keys = [...new Set([...expected.keys(), ...realised.keys()])].sort()
    const cells = (line: LossLine | undefined): CsvValue[] =>
      line === undefined ? [0, 0] : line.people < smallGroup ? [`färre än ${smallGroup}`, null] : [line.ore / 100, line.rows]
    return keys.map((key): CsvValue[] => {
      const [costCentre, housingForm] = key.split('|')
      return [
        month,
        costCentre || null,
        housingForm ? label(housingForm) : null,
        on,
        ...cells(expected.get(key)),
        ...cells(realised.get(key)),
      ]
    })
  })
}
