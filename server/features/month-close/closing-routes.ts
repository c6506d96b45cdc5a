/** Closing a month, with a check of its figures before. */
import type { Response } from 'express'
import { firstOfMonth, nextMonth, type Month } from '../../domain/calendar.js'
import { refuseClose, sumOf } from '../../domain/month-close.js'
import { kronor } from '../../domain/money.js'
import { dayAndMonth, monthName } from '../../domain/swedish-dates.js'
import type { House } from '../../house.js'
import { label } from '../../labels.sv.js'
import { paths } from '../../paths.js'
import { actorOf, flash, type Door } from '../../web/door.js'
import { page } from '../../web/page.js'
import { readForm } from '../../web/read-form.js'
import { plural, sentence } from '../../web/swedish-words.js'
import { closedThrough } from './closed-store.js'
import { CloseMonthForm } from './form.js'
import { amountColumns, crumbsTo, monthAsked } from './month-pages.js'
import { beforeClosing, closeMonth, markOf, monthReport } from './store.js'

export function closingRoutes({ db }: House, { get, post }: Door): void {
  get(paths.monthClosing, async (req, res) => {
    const actor = actorOf(res)
    const month = monthAsked(req, actor)
    if (refuseClose(month, await closedThrough(db, actor.namndId), actor.today) === 'MONTH_CLOSED')
      return res.redirect(303, paths.monthClose.url({ month }))
    await closingPage(res, month)
  })
  post(paths.monthClosing, async (req, res) => {
    const actor = actorOf(res)
    const month = monthAsked(req, actor)
    const form = readForm(CloseMonthForm, req.body)
    const isClosed = refuseClose(month, await closedThrough(db, actor.namndId), actor.today) === 'MONTH_CLOSED'
    const { checked, seen } = form.ok ? form.value : { checked: false, seen: '' }
    if (!isClosed && !checked) return closingPage(res, month, [{ field: 'checked', message: 'Kryssa i att du har gått igenom siffrorna' }])
    const done = await closeMonth(db, actor, month, seen)
    if (done.refused)
      return closingPage(
        res,
        month,
        done.reasons.map((reason) => ({ field: 'checked', message: label(reason) })),
      )
    if (done.again) flash(req, `${sentence(monthName(month))} är redan stängd. Inget ändrades.`, 'warning')
    else
      flash(req, `${sentence(monthName(month))} är stängd. Poster som kommer sent dateras ${dayAndMonth(firstOfMonth(nextMonth(month)))}.`)
    res.redirect(303, paths.monthClose.url({ month }))
  })

  async function closingPage(res: Response, month: Month, errors: { field: string; message: string }[] = []): Promise<void> {
    const actor = actorOf(res)
    const closed = await closedThrough(db, actor.namndId)
    const refusal = refuseClose(month, closed, actor.today)
    const report = await monthReport(db, actor, month)
    const sums = sumOf(report.lines)
    const known = await beforeClosing(db, actor, month)
    const firstOpen = dayAndMonth(firstOfMonth(nextMonth(month)))
    page(
      res,
      'month-close/closing',
      {
        title: `Stäng ${monthName(month)}`,
        active: 'rents',
        errors,
        crumbs: crumbsTo(month),
        month,
        refusal: refusal === null ? null : label(refusal),
        nextHref: paths.monthCloses.url(),
        action: paths.monthClosing.url({ month }),
        fields: { seen: markOf(report.lines) },
        groups: [
          {
            id: 'bokslutet',
            title: actor.unitId === null ? 'Bokslutet' : 'Bokslutet för din enhet',
            items: amountColumns.map(({ key, text, sign }) => ({
              label: text,
              value: `${['', '='].includes(sign) ? '' : `${sign} `}${kronor(sums[key])}`,
            })),
          },
        ],
        warning: warningOf(known, month),
        consequences: [
          ...(closed === null ? [`Alla månader före ${monthName(month)} räknas också som stängda. De ingår i det ingående saldot.`] : []),
          `Siffrorna för ${monthName(month)} fryses, för hela nämnden.`,
          `En post som kommer sent dateras ${firstOpen} och pekar på sin egen dag. Om hyran kom i tid avgörs ändå av den dagen.`,
          'Det går inte att öppna månaden igen.',
        ],
        check: { name: 'checked', label: `Jag har gått igenom siffrorna för ${monthName(month)}` },
        submit: `Stäng ${monthName(month)}`,
        cancelHref: paths.monthClose.url({ month }),
      },
      errors.length > 0 ? 422 : 200,
    )
  }
}

function warningOf(
  { waiting, withoutBill }: Awaited<ReturnType<typeof beforeClosing>>,
  month: Month,
): { text: string; detail?: string } | undefined {
  const parts = [
    waiting.payments === 0
      ? ''
      : `${plural(waiting.payments, 'inbetalning', 'inbetalningar')} till och med ${monthName(month)} väntar utan träff, ${kronor(waiting.ore)}.`,
    withoutBill === 0 ? '' : `${plural(withoutBill, 'boende', 'boenden')} har ingen hyresavi för ${monthName(month)}.`,
  ].filter(Boolean)
  return parts.length === 0
    ? undefined
    : { text: parts.join(' '), detail: 'Det går att stänga ändå. Det som bokförs efteråt hamnar i nästa månad.' }
}
