/** The board and one step of it. */
import type { Response } from 'express'
import { LADDER_STEPS, type LadderStep } from '../../domain/codes.js'
import { stepOfHousingForm } from '../../domain/ladder.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { pagesOf } from '../../paging.js'
import { paths } from '../../paths.js'
import { settingsFor } from '../../settings.js'
import { actorOf, type Door } from '../../web/door.js'
import { NotFound } from '../../web/errors.js'
import { page } from '../../web/page.js'
import { cutOf, placesOf, stepsOf, type BoardStep, type Placed } from './board.js'
import { cardsOf, occupancyToday, peopleOnLadder, type Card, type Occupancy } from './board-store.js'
import { BoardQuery, type BoardCut } from './form.js'
import { checkpointWords, debtTone } from './words.js'

const cardsAStep = 6
const peopleAPage = 25
/** The steps that are no part of the ladder itself; shown under it while somebody lives there. */
const besideLadder: readonly LadderStep[] = ['BOSTAD_FORST', 'TILLFALLIGT_BOENDE']

export function boardRoutes(house: House, { get }: Door): void {
  get(paths.board, async (req, res) => {
    const { urval } = BoardQuery.parse(req.query)
    const { places, occupancy } = await loadBoard(res)
    const shownOf = (step: BoardStep) => ({ ...step, people: step.people.slice(0, cardsAStep) })
    const steps = stepsOf(cutOf(places, urval))
    const cards = await house.db.reading((tx) =>
      cardsOf(
        tx,
        actorOf(res),
        steps.flatMap((step) => shownOf(step).people),
      ),
    )
    const columns = steps.map((step) => ({
      step: step.step,
      id: `steg-${step.step.toLowerCase()}`,
      title: label(step.step),
      count: step.people.length,
      note: noteOf(step, occupancy),
      people: shownOf(step).people.map((one) => personOn(one, cards.get(one.personId))),
      allHref: step.people.length > 0 ? paths.boardStep.url({ step: step.step }, cutQuery(urval)) : null,
    }))
    const isUsed = ({ step, count, note }: (typeof columns)[number]) => !besideLadder.includes(step) || count > 0 || note !== ''
    const onTheWay = places.filter((one) => one.step !== 'EGET_KONTRAKT').length
    page(res, 'ladder/board', {
      title: 'Trappan',
      active: 'board',
      onTheWay,
      ownContracts: places.length - onTheWay,
      cuts: cutsOf(places, urval, (cut) => paths.board.url({}, cutQuery(cut))),
      ladder: columns.filter(({ step }) => !besideLadder.includes(step)),
      beside: columns.filter((column) => besideLadder.includes(column.step) && isUsed(column)),
    })
  })

  get(paths.boardStep, async (req, res) => {
    const asked = LADDER_STEPS.find((step) => step === req.params.step)
    if (asked === undefined) throw new NotFound()
    const { urval, sida } = BoardQuery.parse(req.query)
    const { places, occupancy } = await loadBoard(res)
    const onStep = places.filter((one) => one.step === asked)
    const step = stepsOf(cutOf(onStep, urval)).find((one) => one.step === asked)
    const people = step?.people ?? []
    const pages = pagesOf(people.length, peopleAPage)
    const shown = people.slice((sida - 1) * peopleAPage, sida * peopleAPage)
    const cards = await house.db.reading((tx) => cardsOf(tx, actorOf(res), shown))
    const url = (cut: BoardCut, to = 1) => paths.boardStep.url({ step: asked }, { ...cutQuery(cut), sida: to === 1 ? null : to })
    page(res, 'ladder/step', {
      title: label(asked),
      active: 'board',
      crumbs: [{ href: paths.board.url(), text: 'Trappan' }],
      step: asked,
      note: step ? noteOf(step, occupancy) : '',
      cuts: cutsOf(onStep, urval, url),
      people: shown.map((one) => ({ ...personOn(one, cards.get(one.personId)), placed: one, card: cards.get(one.personId) })),
      total: people.length,
      sida,
      pages,
      size: peopleAPage,
      pageUrl: (to: number) => url(urval, to),
    })
  })

  async function loadBoard(res: Response): Promise<{ places: Placed[]; occupancy: Occupancy[] }> {
    const actor = actorOf(res)
    const settings = await settingsFor(house.db, actor)
    const places = placesOf(await peopleOnLadder(house.db, actor), actor.today, settings)
    return { places, occupancy: await occupancyToday(house.db, actor) }
  }

  /** A person as the part `board` wants it. Nothing but that somebody is there, of one who is hidden. */
  function personOn(one: Placed, card: Card | undefined) {
    if (!one.shown || !card) return { person: { masked: true } }
    return {
      person: { href: paths.person.url({ personId: one.personId }), name: card.name },
      days: one.days,
      children: one.children,
      debt: one.overdueOre > 0 ? { ore: one.overdueOre, tone: debtTone(one.overdueOre, card.monthlyRentOre) } : null,
      takeoverOn: card.takeoverOn,
      checkpoint: one.checkpointOn && checkpointWords(one.checkpointOn, house.clock.today()),
    }
  }
}

/** "34 av 36 uthyrda · median 418 dagar" */
function noteOf({ step, medianDays }: BoardStep, occupancy: readonly Occupancy[]): string {
  const places = occupancy.find((one) => stepOfHousingForm(one.form) === step)
  const days = medianDays === null ? '' : `median ${medianDays} ${medianDays === 1 ? 'dag' : 'dagar'}`
  const first = step === 'EGET_KONTRAKT' ? 'följs i 12 månader' : places ? `${places.let} av ${places.places} uthyrda` : ''
  return [first, days].filter(Boolean).join(' · ')
}

function cutsOf(places: readonly Placed[], now: BoardCut, href: (cut: BoardCut) => string) {
  const count = (cut: BoardCut) => cutOf(places, cut).length
  return [
    { href: href('alla'), text: 'Alla', current: now === 'alla' },
    { href: href('barn'), text: 'Med barn', count: count('barn'), current: now === 'barn' },
    { href: href('skuld'), text: 'Med skuld', count: count('skuld'), current: now === 'skuld' },
  ]
}

const cutQuery = (urval: BoardCut) => ({ urval: urval === 'alla' ? null : urval })
