/** The list of plans: those followed, those broken, those that have ended; with the figures of G3 per cost centre, and as csv. */
import { recordReadings } from '../../audit.js'
import { may } from '../../domain/access.js'
import { amount } from '../../domain/money.js'
import { csvBytes, type CsvValue } from '../../documents/csv.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { pagesOf } from '../../paging.js'
import { paths } from '../../paths.js'
import { actorOf, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { rentSubnav } from '../rent/rent-pages.js'
import { PlansQuery } from './form.js'
import { figuresOf, listEndedPlans, listRunningPlans, type PlanPerson } from './plan-list-store.js'
import { planStatus, planTerms } from './plan-words.js'

const pageSize = 50

export function listRoutes({ db }: House, { get }: Door): void {
  get(paths.plans, async (req, res) => {
    const actor = actorOf(res)
    const query = PlansQuery.parse(req.query)
    const running = await listRunningPlans(db, actor, actor.today)
    const offset = (query.sida - 1) * pageSize
    const ended = await listEndedPlans(db, actor, pageSize, query.urval === 'avslutade' ? offset : 0)
    const kept = running.filter(({ plan }) => plan.state === 'KEPT')
    const broken = running.filter(({ plan }) => plan.state === 'BROKEN')
    const chosen = query.urval === 'foljs' ? kept : query.urval === 'brutna' ? broken : running
    const shown = query.urval === 'avslutade' ? [] : chosen.slice(offset, offset + pageSize)
    const endedShown = query.urval === 'avslutade' ? ended.plans : []
    await db.reading((tx) =>
      recordReadings(
        tx,
        actor,
        [...shown, ...endedShown].filter((row) => row.shown).map((row) => row.personId),
      ),
    )
    const total = query.urval === 'avslutade' ? ended.total : chosen.length
    const figures = figuresOf(running)
    page(res, 'repayment-plans/index', {
      title: 'Avbetalningsplaner',
      active: 'rents',
      subnav: rentSubnav('arrears', may(actor.role, 'changeRents')),
      crumbs: [{ href: paths.arrears.url(), text: 'Skulder' }],
      cuts: [
        { key: undefined, text: 'Pågår', count: running.length },
        { key: 'foljs', text: 'Följs', count: kept.length },
        { key: 'brutna', text: 'Brutna', count: broken.length },
        { key: 'avslutade', text: 'Avslutade', count: ended.total },
      ].map(({ key, ...cut }) => ({ ...cut, href: paths.plans.url({}, { urval: key }), current: key === query.urval })),
      isEnded: query.urval === 'avslutade',
      csvHref: paths.plansCsv.url(),
      totals: {
        running: running.length,
        kept: kept.length,
        broken: broken.length,
        leftOre: running.reduce((sum, { plan }) => sum + plan.leftOre, 0),
        shortOre: broken.reduce((sum, { plan }) => sum + plan.shortOre, 0),
      },
      figures,
      rows: shown.map((row) => ({
        ...row.plan,
        person: personOf(row),
        shown: row.shown,
        costCentre: row.shown ? row.costCentre : null,
        terms: planTerms(row.plan),
        status: planStatus(row.plan.state, row.plan.shortOre),
      })),
      ended: endedShown.map((row) => ({
        ...row.plan,
        person: personOf(row),
        shown: row.shown,
        terms: planTerms(row.plan),
        status: planStatus(row.ending.kind === 'ENDED_PAID' ? 'PAID_OFF' : 'ENDED'),
        reason: row.shown ? row.ending.reason : null,
      })),
      pager: {
        page: query.sida,
        pages: pagesOf(total, pageSize),
        total,
        size: pageSize,
        href: (n: number) => paths.plans.url({}, { urval: query.urval, sida: n }),
      },
    })
  })

  get(paths.plansCsv, async (_req, res) => {
    const actor = actorOf(res)
    const running = await listRunningPlans(db, actor, actor.today)
    await db.reading((tx) =>
      recordReadings(
        tx,
        actor,
        running.filter((row) => row.shown).map((row) => row.personId),
      ),
    )
    const bytes = csvBytes(
      [
        'Person',
        'Eget id',
        'Kostnadsställe',
        'Läge',
        'Bruten med, kr',
        'Skuld vid start, kr',
        'Kvar av skulden, kr',
        'Betalas',
        'Överenskommen',
        'Undertecknad',
        'Sista betalning',
      ],
      running.map(({ plan, ...person }): CsvValue[] => [
        person.name ?? 'Skyddad person',
        person.shown ? person.ownId : '',
        person.shown ? (person.costCentre ?? '') : '',
        label(plan.state),
        kronorOf(plan.shortOre),
        kronorOf(plan.debtOre),
        kronorOf(plan.leftOre),
        planTerms(plan),
        plan.agreedOn,
        plan.signedOn ?? '',
        plan.lastOn,
      ]),
    )
    res.attachment(`avbetalningsplaner-${actor.today}.csv`).type('text/csv; charset=utf-8').send(bytes)
  })
}

/** Kronor as a plain number with a decimal comma, as spreadsheets read it. */
const kronorOf = (ore: number) => amount(ore).replaceAll('\u00a0', '')
const personOf = (row: PlanPerson) => ({
  href: paths.personPlan.url({ personId: row.personId }),
  name: row.name,
  masked: !row.shown,
})
